/** Where Posthorn differs from what Django did, on purpose. There is none where Django is right: that is a bug. */
export interface Difference {
  /** Of one vector, in its file. */
  readonly id: string;
  /** The least that shows it, as Posthorn is given it. */
  readonly given: string;
  /** By the fields of the comparison, each difference in the words of the program that compares. */
  readonly differs: Readonly<Record<string, readonly string[]>>;
  /** Why, and the section of the RFC that says so. */
  readonly why: string;
  /** Who is right; both where either is legal. */
  readonly right: "Posthorn" | "both";
  /** The row of docs/differences-from-django.md that tells users. */
  readonly row: string;
}

/** How something was found to differ, by fields; a vector that was not compared has null. */
export type Found = Readonly<Record<string, Readonly<Record<string, readonly string[]>> | null>>;

/** What was found and is not listed, and what is listed and was not found, in words. */
export function surprises(found: Found, listed: readonly Difference[]): readonly string[] {
  const said = (differs: Readonly<Record<string, readonly string[]>>): readonly string[] =>
    Object.entries(differs).flatMap(([field, differences]) => differences.map((text) => `${field}: ${text}`));
  const known = new Map(listed.map(({ id, differs }) => [id, said(differs)]));
  const unknown = listed.flatMap(({ id }) => (id in found ? [] : [`${id} is listed, and there is no such vector`]));
  return [
    ...unknown,
    ...Object.entries(found).flatMap(([id, differs]) => {
      if (differs === null) return [`${id} was not compared`];
      const expected = known.get(id) ?? [];
      const got = said(differs);
      return [
        ...got.filter((text) => !expected.includes(text)).map((text) => `${id} differs, and is not listed: ${text}`),
        ...expected.filter((text) => !got.includes(text)).map((text) => `${id} is listed, and agrees: ${text}`),
      ];
    }),
  ];
}
