import { describe, test } from "@jest/globals";
import { describeBackend } from "@posthorn/testing/contract";
import { memoryUnderTest } from "./memory-under-test.mjs";

describeBackend("memory", memoryUnderTest, { describe, test });
