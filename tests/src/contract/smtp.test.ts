import { describeBackend } from "@posthorn/testing/contract";
import { describe, test } from "vitest";
import { smtp } from "./backends/smtp.ts";

describeBackend("@posthorn/smtp", smtp, { describe, test });
