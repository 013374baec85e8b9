/**
 * Remembers where a function was called, so that an error shows the line of the test that it is about, though it is made
 * later, or by another's code.
 *
 * @returns a function that gives an error the place as its stack
 */
export function callerOf(callee: (...args: never[]) => unknown): <Failure extends Error>(error: Failure) => Failure {
  const place = { stack: "" };
  Error.captureStackTrace(place, callee);
  const frames = place.stack.split("\n").filter((line) => /^\s+at /.test(line));
  return (error) => {
    error.stack = [`${error.name}: ${error.message}`, ...frames].join("\n");
    return error;
  };
}
