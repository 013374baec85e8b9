import { describeBackend } from "@posthorn/testing/contract";
import { describe, test } from "vitest";
import { putMailersBack } from "../put-mailers-back.ts";
import { scripted } from "./backends/scripted.ts";
import { testOutbox, testWithOutbox } from "./backends/test-outbox.ts";

putMailersBack();

describeBackend("ScriptedBackend of @posthorn/testing", scripted, { describe, test });
describeBackend("what each mailer is in a test", testOutbox, { describe, test: testWithOutbox });
