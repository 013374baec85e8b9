import { ConsoleBackend } from "@posthorn/console";
import { type AfterSend, type BeforeSend, configureMail, type MailConfiguration, settings } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";

const beforeSend: BeforeSend = async (message) => {
  const copy = message.copy();
  copy.bcc.push("archive@example.com");
  return message.subject === "" ? null : copy;
};
const outcomes: string[] = [];
const afterSend: AfterSend = (delivery) => {
  outcomes.push(delivery.outcome === "refused" ? delivery.error.code : delivery.outcome);
};

export const configuration: MailConfiguration = {
  mailers: {
    default: { backend: "@posthorn/console" },
    marketing: { backend: DummyBackend, options: { failSilently: true } },
    audit: new ConsoleBackend({ stream: process.stderr }),
  },
  using: "marketing",
  beforeSend,
  afterSend,
  admins: ["Ada <ada@example.com>", ["Bob", "bob@example.com"]],
};
configureMail(configuration);
configureMail({ beforeSend: (message) => (message.to.length > 1 ? message : null), clock: () => new Date(0) });
// @ts-expect-error Nothing is what a forgotten return answers.
configureMail({ beforeSend: () => undefined });
export const port: number = settings.emailPort;

configureMail({ mailers: { errors: { backend: ConsoleBackend, options: { stream: process.stderr } } } });

// @ts-expect-error The options are those of the class.
configureMail({ mailers: { errors: { backend: ConsoleBackend, options: { stream: 1 } } } });
// @ts-expect-error A mailer says its backend.
configureMail({ mailers: { marketing: { options: {} } } });
// @ts-expect-error A mailer has backend and options, and nothing else.
configureMail({ mailers: { marketing: { backend: "@posthorn/dummy", emailHost: "localhost" } } });
// @ts-expect-error A backend is not any class.
configureMail({ backend: Date });
// @ts-expect-error The hook answers a message, or nothing.
configureMail({ beforeSend: () => "message" });
// @ts-expect-error A port is a number.
configureMail({ emailPort: "25" });
// @ts-expect-error A misspelled setting is none.
configureMail({ emailhost: "localhost" });
// @ts-expect-error Settings are read here and set by configureMail().
settings.emailPort = 25;
