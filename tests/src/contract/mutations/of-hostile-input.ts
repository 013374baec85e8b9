import {
  EmailAttachment,
  type EmailMessage,
  type EmailMultiAlternatives,
  InvalidMessageError,
  type Messages,
  type SendOptions,
} from "@posthorn/core";
import type { Mutation } from "./mutation.ts";
import type { PostalBackend } from "./post-office.ts";
import { WrappedBackend } from "./wrapped-backend.ts";

const flat = (text: string): string => text.replace(/[\r\n]+/g, " ");
/** The first address that is there, which is how repairs guess. */
const first = (mailbox: string): string => /[\w.+-]+@[\w.-]+/.exec(mailbox)?.[0] ?? mailbox;

/** A backend that repairs what it should refuse. */
function repairing(repair: (copy: EmailMultiAlternatives) => void): PostalBackend {
  return class extends WrappedBackend {
    override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
      const repaired: EmailMessage[] = [];
      for await (const message of messages) {
        const copy = message.copy() as EmailMultiAlternatives;
        repair(copy);
        repaired.push(copy);
      }
      return super.sendMessages(repaired, options);
    }
  };
}

/** Hands over what it has not looked at, and then refuses it. */
class SendingFirst extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    for await (const { subject, to } of messages) {
      const source = Buffer.from(`Subject: ${subject}\r\n\r\n`);
      if (/[\r\n]/.test(subject)) this.office.mails.push({ from: "", to, octets: () => source });
    }
    return super.sendMessages(messages, options);
  }
}

/** Hides invalid messages where it is to hide failures of delivery alone. */
class HidingInvalid extends WrappedBackend {
  override async sendMessages(messages: Messages, options?: SendOptions): Promise<number> {
    return super.sendMessages(messages, options).catch((error: unknown) => {
      if (this.failSilently && error instanceof InvalidMessageError) return 0;
      throw error;
    });
  }
}

const files = (copy: EmailMultiAlternatives, edit: (file: EmailAttachment) => EmailAttachment): void => {
  copy.attachments = copy.attachments.map(edit);
};

/** What each repairs, by the id of the case. */
const REPAIRS: Readonly<Record<string, (copy: EmailMultiAlternatives) => void>> = {
  subject: (copy) => {
    copy.subject = flat(copy.subject);
  },
  "subject-lf": (copy) => {
    if (!copy.subject.includes("\r")) copy.subject = flat(copy.subject);
  },
  from: (copy) => {
    copy.fromEmail = first(copy.fromEmail ?? "");
  },
  to: (copy) => {
    copy.to = copy.to.map((each) => (each.includes("Bcc") ? first(each) : each));
  },
  cc: (copy) => {
    copy.cc = copy.cc.map(first);
  },
  bcc: (copy) => {
    copy.bcc = copy.bcc.map((each) => (each.includes("\r") ? first(each) : each));
  },
  "reply-to": (copy) => {
    copy.replyTo = copy.replyTo.map(first);
  },
  "header-value": (copy) => {
    for (const [name, value] of Object.entries(copy.extraHeaders)) copy.extraHeaders[name] = flat(value);
  },
  "header-name": (copy) => {
    for (const [name, value] of Object.entries(copy.extraHeaders)) {
      delete copy.extraHeaders[name];
      copy.extraHeaders[name.replace(/:.*/s, "")] = value;
    }
  },
  "file-name": (copy) =>
    files(
      copy,
      (file) =>
        new EmailAttachment(flat(file.filename ?? ""), file.content, {
          mimetype: file.mimetype,
          contentId: file.contentId,
        }),
    ),
  "content-id": (copy) =>
    files(
      copy,
      ({ filename, content, mimetype, contentId }) =>
        new EmailAttachment(filename, content, { mimetype, contentId: contentId && first(contentId) }),
    ),
  "two-addresses": (copy) => {
    copy.to = copy.to.flatMap((each) => each.split(", "));
  },
  "two-addresses-in-bcc": (copy) => {
    copy.bcc = copy.bcc.flatMap((each) => each.split("; "));
  },
  command: (copy) => {
    copy.to = copy.to.map((each) => (each.includes("RCPT") ? first(each) : each));
  },
};

/** Faults with what an attacker may have filled in. */
export const mutationsOfHostileInput: readonly Mutation[] = [
  ...Object.entries(REPAIRS).map(([id, repair]) => ({
    name: `repairs what is hostile: ${id}`,
    aimedAt: `hostile-${id}`,
    Backend: repairing(repair),
  })),
  { name: "sends before it validates", aimedAt: "hostile-subject", Backend: SendingFirst },
  { name: "hides invalid messages", aimedAt: "hostile-to", Backend: HidingInvalid },
];
