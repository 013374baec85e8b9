import { describeBackend } from "@posthorn/testing/contract";
import { describe, test } from "vitest";
import { consoleBackend } from "./backends/console.ts";

describeBackend("@posthorn/console", consoleBackend, { describe, test });
