import { SmtpBackend } from "@posthorn/smtp";
import { type Catcher, startCatcher } from "@posthorn/testing/catcher";
import type { BackendUnderTest } from "@posthorn/testing/contract";
import { freePort } from "../../free-port.ts";

const secret = "canary-0815";
const login = { username: "bistro", password: secret };
const refusedRecipient = "refused@example.com";
let catcher: Catcher;

/** Over SMTP, to a server on loopback. */
export const smtp: BackendUnderTest = {
  create: (options) => new SmtpBackend({ host: "127.0.0.1", port: catcher.port, timeout: 5, ...login, ...options }),
  received: () => catcher.mails,
  unreachable: async (options) => new SmtpBackend({ host: "127.0.0.1", port: await freePort(), ...login, ...options }),
  opened: () => catcher.connections,
  refusedRecipient,
  secret,
  beforeCase: async () => {
    catcher = await startCatcher({ login, refuse: { [refusedRecipient]: "550 5.1.1 Nobody here" } });
  },
  afterCase: () => catcher.stop(),
};
