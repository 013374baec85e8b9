import { EmailMessage } from "@posthorn/core";
import type { Expectation } from "../expected/expectation.ts";
import { quotedStart } from "../failure/quoted.ts";
import { type MatcherResult, messageResult } from "./message-result.ts";

/** The matcher `bodyContains`, for a message or an outbox. */
export function bodyContains(received: unknown, text: string): MatcherResult {
  if (typeof text !== "string") throw new TypeError(`bodyContains() takes a string; got ${typeof text}.`);
  return messageResult("bodyContains()", received, [contained(text)]);
}

function contained(text: string): Expectation {
  return {
    aspect: "body",
    wanted: `that contains ${quotedStart(text)}, in every version`,
    differenceOf: ({ mail, versions }) => {
      const without = versions.filter(({ content }) => !content.includes(text)).map(({ mimetype }) => mimetype);
      const isContained =
        mail instanceof EmailMessage ? mail.bodyContains(text) : versions.length > 0 && without.length === 0;
      if (isContained) return undefined;
      const missing = without.length === 0 ? "it has no text" : `in ${without.join(" and in ")}`;
      return {
        lines: [`expected  ${quotedStart(text)}`, `missing   ${missing}`],
        likeness: 1 / (1 + without.length),
      };
    },
  };
}
