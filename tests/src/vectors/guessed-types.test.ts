import { EmailAttachment } from "@posthorn/core";
import { expect, test } from "vitest";
import { type Found, surprises } from "./difference.ts";
import { guessDifferences } from "./guess-differences.ts";
import { recorded } from "./vector.ts";

const UNKNOWN = "application/octet-stream";

test("each media type is guessed as Python guesses it, by its own table or Debian's, or differs as it is listed", () => {
  let own = 0;
  let debian = 0;
  const found: Record<string, Found[string]> = {};
  for (const { filename, mimetype, with_etc_mime_types: other } of recorded.guess_type) {
    const { mimetype: got } = new EmailAttachment(filename, new Uint8Array());
    const expected = mimetype ?? UNKNOWN;
    if (got === expected) own += 1;
    else if (got === other) debian += 1;
    const isKnown = got === expected || got === other;
    found[filename] = isKnown
      ? {}
      : { type: [`expected ${[expected, other].filter(Boolean).join(" or ")} got ${got}`] };
  }
  expect(surprises(found, guessDifferences)).toEqual([]);
  console.info(
    `${recorded.guess_type.length} names: ${own} as Python's own table has them, ${debian} as Debian's, ${guessDifferences.length} differ on purpose.`,
  );
  expect(recorded.guess_type.length).toBe(67);
  expect(own + debian + guessDifferences.length).toBe(67);
});
