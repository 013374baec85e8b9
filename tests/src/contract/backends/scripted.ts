import type { EmailMessage } from "@posthorn/core";
import type { BackendUnderTest } from "@posthorn/testing/contract";
import { accept, refuseConnection, type Script, ScriptedBackend } from "@posthorn/testing/faults";
import { outboxMail } from "./outbox-mail.ts";

const outbox: EmailMessage[] = [];
const refusedRecipient = "refused@example.com";

/** What accepts every message but that to the one who is refused. */
export const accepting: Script = {
  sends: [accept()],
  refuse: { [refusedRecipient]: "550 5.1.1 No such user" },
};
/** A server that cannot be reached, however often it is tried. */
export const away: Script = { sends: Array.from({ length: 10 }, () => refuseConnection()) };

/** Into an outbox, as a script says. */
export const scripted: BackendUnderTest = {
  create: (options) => new ScriptedBackend({ outbox, script: accepting, ...options }),
  received: () => Promise.all(outbox.map((message) => outboxMail(message))),
  unreachable: (options) => new ScriptedBackend({ outbox, script: away, ...options }),
  refusedRecipient,
  beforeCase: () => {
    outbox.length = 0;
  },
};
