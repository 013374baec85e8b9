import type { Problem } from "../../src/api.ts";

/** What went wrong, beside what it is about; the rest of the page stays usable. */
export function ProblemLine({ title, problem }: { readonly title: string; readonly problem: Problem }) {
  return (
    <div class="problem" role="alert">
      <strong class="problem-title">{title}</strong>
      <span class="problem-text">{problem.message}</span>
    </div>
  );
}
