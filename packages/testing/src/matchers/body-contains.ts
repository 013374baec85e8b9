import type { Expectation } from "../reading/expectation.ts";
import { quoted } from "../reading/quoted.ts";
import { versionsOf } from "../reading/versions.ts";
import type { MatcherResult } from "./matcher-result.ts";
import { messageResult } from "./message-result.ts";

/** The matcher `bodyContains`, for a message or an outbox. */
export function bodyContains(received: unknown, text: string): MatcherResult {
  if (typeof text !== "string") throw new TypeError(`bodyContains() takes a string; got ${typeof text}.`);
  return messageResult("bodyContains()", received, [contained(text)]);
}

function contained(text: string): Expectation {
  return {
    aspect: "body",
    wanted: `that contains ${quoted(text)}, in every version`,
    differenceOf: (message) => {
      if (message.bodyContains(text)) return undefined;
      const without = versionsOf(message).filter(({ content }) => !content.includes(text));
      const missing = without.map(({ mimetype }) => mimetype);
      return {
        lines: [`expected  ${quoted(text)}`, `missing   in ${missing.join(" and in ")}`],
        likeness: 1 / (1 + missing.length),
      };
    },
  };
}
