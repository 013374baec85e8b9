import { type Expectation, isExpected } from "../expected/expectation.ts";
import { comparison, expected, sentInstead, sentLikeThat } from "../failure/failure.ts";
import { subjectOf } from "./subject-of.ts";

/** What Vitest and Jest take as the result of a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  /** What the test runner says if it fails. */
  message(): string;
}

/**
 * The result of a matcher that looks at a mail, or for one in a list.
 *
 * @param matcher - its name, such as `toHaveSubject()`
 * @param isOneEnough - whether one of the expectations is enough, instead of all
 * @throws TypeError if it is neither
 */
export function messageResult(
  matcher: string,
  received: unknown,
  expectations: readonly Expectation[],
  isOneEnough: boolean = false,
): MatcherResult {
  const { list, isOne } = subjectOf(matcher, received);
  const matching = list.contents.filter((content) =>
    isOneEnough
      ? expectations.some((expectation) => isExpected(content, [expectation]))
      : isExpected(content, expectations),
  );
  const pass = matching.length > 0;
  return {
    pass,
    message: () => {
      const [content] = list.contents;
      if (content && isOne) {
        return pass
          ? `Expected a message without${expected(expectations)}\n\nThe message is:\n${comparison(content, [])}`
          : `Expected a message with${expected(expectations)}\n\nThe message differs:\n${comparison(content, expectations)}`;
      }
      const where = list.name === "outbox" ? "in the outbox" : "among the mails";
      return pass
        ? sentLikeThat(`Expected no message ${where}`, list, expectations, matching)
        : sentInstead(`Expected a message ${where}`, list, expectations);
    },
  };
}
