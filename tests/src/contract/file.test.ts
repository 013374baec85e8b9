import { describeBackend } from "@posthorn/testing/contract";
import { describe, test } from "vitest";
import { file } from "./backends/file.ts";

describeBackend("@posthorn/file", file, { describe, test });
