import type { BackendUnderTest } from "@posthorn/testing/contract";
import { consoleBackend } from "./console.ts";
import { dummy } from "./dummy.ts";
import { file } from "./file.ts";
import { memory } from "./memory.ts";
import { smtp } from "./smtp.ts";

/** The backends that are published, by the folder of their package. */
export const packages: Readonly<Record<string, BackendUnderTest>> = {
  smtp,
  console: consoleBackend,
  file,
  memory,
  dummy,
};
