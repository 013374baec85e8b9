import type { Expectation } from "../expected/expectation.ts";
import { checkExpectedText, type ExpectedText, isExpectedText, shownExpected } from "../expected/expected-text.ts";
import { links } from "../reading/links.ts";
import { type MatcherResult, messageResult } from "./message-result.ts";

const MOST_SHOWN = 10;

/** The matcher `toHaveLink`, for a message or an outbox. */
export function toHaveLink(received: unknown, url: ExpectedText): MatcherResult {
  checkExpectedText("The link of toHaveLink()", url);
  return messageResult("toHaveLink()", received, [linked(url)]);
}

function linked(url: ExpectedText): Expectation {
  return {
    aspect: "link",
    wanted: shownExpected(url),
    differenceOf: ({ mail }) => {
      const found = links(mail);
      if (found.some((link) => isExpectedText(link, url))) return undefined;
      const shown = found.slice(0, MOST_SHOWN).map((link, index) => `${index === 0 ? "sent" : "    "}      ${link}`);
      const more = found.length - shown.length;
      return {
        lines: [
          `expected  ${shownExpected(url)}`,
          ...(found.length === 0 ? ["sent      no link"] : shown),
          ...(more > 0 ? [`          … and ${more} more`] : []),
        ],
        likeness: found.length === 0 ? 0 : 0.5,
      };
    },
  };
}
