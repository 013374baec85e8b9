import { overrideMailers } from "@posthorn/core";
import { afterAll } from "vitest";

/** Makes mailers what they were before a file, behind its tests: @posthorn/testing diverts them for good, and files share a process. */
export function putMailersBack(): void {
  const putBack = overrideMailers(() => {
    throw new Error("Nothing is sent while a file is loaded.");
  });
  putBack();
  afterAll(putBack);
}
