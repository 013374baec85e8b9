import type { MatcherResult } from "./message-result.ts";

type Paint = (text: string) => string;

/** What Vitest and Jest give a matcher as `this`; the colours do nothing where colours are off. */
export interface MatcherContext {
  readonly isNot?: boolean;
  readonly utils?: { readonly EXPECTED_COLOR: Paint; readonly RECEIVED_COLOR: Paint; readonly DIM_COLOR: Paint };
}

const AS_EXPECTED = /^ *(?:✓|expected {2})/;
const OTHERWISE = /^ *(?:✗|(?:sent|missing|besides|answered) {2}|\^$)/;

/** A matcher whose failures are painted in the colours of the test runner: what is expected, what is not, and the rest. */
export function painted<Arguments extends readonly unknown[]>(
  matcher: (this: MatcherContext | undefined, received: unknown, ...args: Arguments) => MatcherResult,
): (this: MatcherContext | undefined, received: unknown, ...args: Arguments) => MatcherResult {
  return function (received, ...args) {
    const { pass, message } = matcher.call(this, received, ...args);
    const utils = this?.utils;
    return { pass, message: () => (utils ? message().split("\n").map(paintWith(utils)).join("\n") : message()) };
  };
}

function paintWith({ EXPECTED_COLOR, RECEIVED_COLOR, DIM_COLOR }: NonNullable<MatcherContext["utils"]>): Paint {
  return (line) => {
    if (AS_EXPECTED.test(line)) return EXPECTED_COLOR(line);
    if (OTHERWISE.test(line)) return RECEIVED_COLOR(line);
    // What was sent, or is listed below what is expected
    return line.startsWith("  ") ? DIM_COLOR(line) : line;
  };
}
