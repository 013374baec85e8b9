/** What Vitest and Jest take as the result of a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}
