import { knownReaderBugs } from "../known-reader-bugs.mjs";

/** The ids of the known bugs that explain a difference of a reader; none if it is not explained. */
export function explained(reader, { kind, expected, got, charset }) {
  const whole = bugOf(reader, kind, expected, got, charset);
  if (whole) return [whole.id];
  if (kind !== "mailboxes" || expected.length !== got.length) return [];
  const bugs = expected.flatMap((mailbox, index) =>
    JSON.stringify(mailbox) === JSON.stringify(got[index])
      ? []
      : [isSameAddress(mailbox, got[index]) ? bugOf(reader, "mailbox", mailbox, got[index]) : undefined],
  );
  return bugs.includes(undefined) ? [] : bugs.map(({ id }) => id);
}

function bugOf(reader, kind, expected, got, charset) {
  return knownReaderBugs.find(
    (bug) => bug.readers.includes(reader) && bug.kinds.includes(kind) && bug.reads(expected, got, charset),
  );
}

function isSameAddress([, ...address], [, ...other]) {
  return JSON.stringify(address) === JSON.stringify(other);
}
