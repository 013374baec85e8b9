import { describeBackend } from "@posthorn/testing/contract";
import { describe, test } from "vitest";
import { dummy } from "./backends/dummy.ts";

describeBackend("@posthorn/dummy", dummy, { describe, test });
