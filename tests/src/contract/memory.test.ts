import { describeBackend } from "@posthorn/testing/contract";
import { describe, test } from "vitest";
import { memory } from "./backends/memory.ts";

describeBackend("@posthorn/memory", memory, { describe, test });
