/** Node's conditions for `import`; in an `exports` of a package the first that is there holds. */
const CONDITIONS: ReadonlySet<string> = new Set(["node", "import", "module-sync", "default"]);

const PACKAGE = /^((?:@[\w.-]+\/)?[a-z0-9][\w.-]*)(\/.*)?$/i;

/** A file that a package exports, below its folder. */
export interface ExportedFile {
  readonly folder: string;
  /** Relative, beginning with `./`. */
  readonly file: string;
}

/**
 * The file that a package exports for `import`, where `require.resolve()` answers the one for `require`, or none.
 *
 * @param folders - where packages are looked for, the nearest first
 * @param read - the text of a file below such a folder, or undefined if it is not there
 */
export function exportedForImport(
  specifier: string,
  folders: readonly string[],
  read: (folder: string, file: string) => string | undefined,
): ExportedFile | undefined {
  const [, name, subpath = ""] = PACKAGE.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  for (const folder of folders) {
    const manifest = read(folder, `${name}/package.json`);
    if (manifest === undefined) continue;
    const { exports }: { readonly exports?: unknown } = JSON.parse(manifest);
    const file = targetOf(isMap(exports) ? exports[`.${subpath}`] : subpath === "" ? exports : undefined);
    return file === undefined ? undefined : { folder: `${folder}/${name}`, file };
  }
  return undefined;
}

/** Whether an `exports` names subpaths, instead of being the target of the package itself. */
function isMap(exports: unknown): exports is Readonly<Record<string, unknown>> {
  return typeof exports === "object" && exports !== null && Object.keys(exports).some((key) => key.startsWith("."));
}

function targetOf(exported: unknown): string | undefined {
  if (typeof exported === "string") return exported;
  if (typeof exported !== "object" || exported === null) return undefined;
  for (const [condition, target] of Object.entries(exported)) {
    const file = CONDITIONS.has(condition) ? targetOf(target) : undefined;
    if (file !== undefined) return file;
  }
  return undefined;
}
