import type { BackendUnderTest } from "@posthorn/testing/contract";
import { consoleDjango, consoleReadable, consoleSource } from "./console.ts";
import { dummy } from "./dummy.ts";
import { fileEml, fileLog } from "./file.ts";
import { memory } from "./memory.ts";
import { smtp } from "./smtp.ts";

/** A backend that is published. */
export interface PublishedBackend {
  /** What it is called, shortly. */
  readonly name: string;
  /** The folder of its package. */
  readonly folder: string;
  readonly backend: BackendUnderTest;
}

/** Each backend that is published, in each of the ways in which it writes. */
export const publishedBackends: readonly PublishedBackend[] = [
  { name: "smtp", folder: "smtp", backend: smtp },
  { name: "console", folder: "console", backend: consoleReadable },
  { name: "console, source", folder: "console", backend: consoleSource },
  { name: "console, django", folder: "console", backend: consoleDjango },
  { name: "file", folder: "file", backend: fileLog },
  { name: "file, eml", folder: "file", backend: fileEml },
  { name: "memory", folder: "memory", backend: memory },
  { name: "dummy", folder: "dummy", backend: dummy },
];
