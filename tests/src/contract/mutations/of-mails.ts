import { EmailAlternative, EmailAttachment } from "@posthorn/core";
import { handing, type Mutation, redrafting, rewriting } from "./mutation.ts";

/** The files of a message, each made anew by `edit`. */
const refiling = (edit: (file: EmailAttachment) => EmailAttachment) =>
  redrafting((copy) => {
    copy.attachments = copy.attachments.map(edit);
  });

const renamed = ({ filename, content, mimetype, contentId }: EmailAttachment, edit: (name: string) => string) =>
  new EmailAttachment(filename && edit(filename), content, { mimetype, contentId });

const withOctets = (file: EmailAttachment, edit: (octets: Uint8Array) => Uint8Array): EmailAttachment => {
  const { filename, content, mimetype, contentId } = file;
  return content instanceof Uint8Array ? new EmailAttachment(filename, edit(content), { mimetype, contentId }) : file;
};

const readAsUtf8 = (octets: Uint8Array): Uint8Array => new TextEncoder().encode(new TextDecoder().decode(octets));

/** Faults in what a mail says. */
export const mutationsOfMails: readonly Mutation[] = [
  {
    name: "changes the subject",
    aimedAt: "plain-text",
    Backend: redrafting((copy) => {
      copy.subject = `[sent] ${copy.subject}`;
    }),
  },
  {
    name: "adds a line to the text",
    aimedAt: "plain-text",
    Backend: redrafting((copy) => {
      copy.body += "\nSent by a free service.";
    }),
  },
  {
    name: "sends from an address of its own",
    aimedAt: "plain-text",
    Backend: rewriting((source) => source.replace(/^(From:.*)bistro@/m, "$1service@")),
  },
  {
    name: "writes the text as HTML",
    aimedAt: "plain-text",
    Backend: rewriting((source) => source.replace("text/plain", "text/html")),
  },
  {
    name: "drops the HTML",
    aimedAt: "html",
    Backend: redrafting((copy) => {
      copy.alternatives = [];
    }),
  },
  {
    name: "drops the text beside the HTML",
    aimedAt: "html",
    Backend: redrafting((copy) => {
      if (copy.alternatives.length > 0) copy.body = "";
    }),
  },
  {
    name: "writes HTML that stands alone as text",
    aimedAt: "html-alone",
    Backend: redrafting((copy) => {
      copy.contentSubtype = "plain";
    }),
  },
  {
    name: "writes a subject where there is none",
    aimedAt: "empty",
    Backend: redrafting((copy) => {
      copy.subject ||= "(no subject)";
    }),
  },
  {
    name: "writes a text where there is none",
    aimedAt: "empty",
    Backend: redrafting((copy) => {
      copy.body ||= "See the attachment.";
    }),
  },
  {
    name: "cuts a subject at 255 characters",
    aimedAt: "subject",
    Backend: redrafting((copy) => {
      copy.subject = copy.subject.slice(0, 255);
    }),
  },
  {
    name: "sends a subject without what is not ASCII",
    aimedAt: "subject",
    Backend: redrafting((copy) => {
      copy.subject = copy.subject.replace(/[^ -~]/g, "?");
    }),
  },
  {
    name: "drops a dot at the beginning of a line",
    aimedAt: "lines",
    Backend: redrafting((copy) => {
      copy.body = copy.body.replace(/^\./gm, "");
    }),
  },
  {
    name: "wraps long lines",
    aimedAt: "lines",
    Backend: redrafting((copy) => {
      copy.body = copy.body.replace(/(.{900})/g, "$1\n");
    }),
  },
  {
    name: "drops blanks at the end of a line",
    aimedAt: "lines",
    Backend: redrafting((copy) => {
      copy.body = copy.body.replace(/ +$/gm, "");
    }),
  },
  {
    name: "drops Reply-To",
    aimedAt: "reply-to",
    Backend: redrafting((copy) => {
      copy.replyTo = [];
    }),
  },
  {
    name: "keeps the first mailbox of Reply-To alone",
    aimedAt: "reply-to",
    Backend: redrafting((copy) => {
      copy.replyTo = copy.replyTo.slice(0, 1);
    }),
  },
  {
    name: "drops extra header fields",
    aimedAt: "extra-headers",
    Backend: redrafting(({ extraHeaders }) => {
      for (const name of Object.keys(extraHeaders)) if (name.startsWith("X-")) delete extraHeaders[name];
    }),
  },
  {
    name: "writes an extra header field twice",
    aimedAt: "extra-headers",
    Backend: rewriting((source) => source.replace(/^X-Order: .*\r\n/m, "$&$&")),
  },
  {
    name: "makes a Message-ID of its own",
    aimedAt: "own-message-id",
    Backend: rewriting((source) => source.replace("<booking-1042@", "<service-1@")),
  },
  { name: "reads files as UTF-8", aimedAt: "octets", Backend: refiling((file) => withOctets(file, readAsUtf8)) },
  {
    name: "loses the last octet of a file",
    aimedAt: "octets",
    Backend: refiling((file) => withOctets(file, (octets) => octets.subarray(0, -1))),
  },
  {
    name: "forgets the media type of a file",
    aimedAt: "octets",
    Backend: rewriting((source) => source.replace("application/octet-stream", "application/pdf")),
  },
  {
    name: "sends the first file alone",
    aimedAt: "two-files",
    Backend: redrafting((copy) => {
      copy.attachments = copy.attachments.slice(0, 1);
    }),
  },
  {
    name: "sends files in another order",
    aimedAt: "two-files",
    Backend: redrafting((copy) => {
      copy.attachments.reverse();
    }),
  },
  {
    name: "drops a file of no octets",
    aimedAt: "empty-file",
    Backend: redrafting((copy) => {
      copy.attachments = copy.attachments.filter(
        ({ content }) => !(content instanceof Uint8Array) || content.length > 0,
      );
    }),
  },
  {
    name: "names files in ASCII",
    aimedAt: "file-names",
    Backend: refiling((file) => renamed(file, (name) => name.replace(/[^ -~]/g, "_"))),
  },
  {
    name: "cuts the name of a file",
    aimedAt: "file-names",
    Backend: refiling((file) => renamed(file, (name) => name.slice(0, 64))),
  },
  {
    name: "attaches what the HTML shows as a file",
    aimedAt: "inline-image",
    Backend: refiling(({ filename, content, mimetype }) => new EmailAttachment(filename, content, mimetype)),
  },
  {
    name: "gives an image another Content-ID",
    aimedAt: "inline-image",
    Backend: rewriting((source) => source.replace(/^Content-ID: <.*>/m, "Content-ID: <image-1>")),
  },
  {
    name: "attaches a message as text",
    aimedAt: "nested-message",
    Backend: rewriting((source) => source.replace("message/rfc822", "text/plain")),
  },
  {
    name: "drops a message within",
    aimedAt: "nested-message",
    Backend: redrafting((copy) => {
      copy.attachments = copy.attachments.filter(({ mimetype }) => mimetype !== "message/rfc822");
    }),
  },
  {
    name: "writes a message within as UTF-8",
    aimedAt: "eight-bit-message",
    Backend: handing((mail) => ({ ...mail, octets: () => readAsUtf8(mail.octets()) })),
  },
  {
    name: "drops alternatives but the HTML",
    aimedAt: "alternatives",
    Backend: redrafting((copy) => {
      copy.alternatives = copy.alternatives.slice(0, 1);
    }),
  },
  {
    name: "sends alternatives in another order",
    aimedAt: "alternatives",
    Backend: redrafting((copy) => {
      copy.alternatives.reverse();
    }),
  },
  {
    name: "drops leading blanks of a line",
    aimedAt: "lines",
    Backend: redrafting((copy) => {
      copy.body = copy.body.replace(/^ +/gm, "");
    }),
  },
  {
    name: "joins the lines of the HTML",
    aimedAt: "html",
    Backend: redrafting((copy) => {
      copy.alternatives = copy.alternatives.map(
        ({ content, mimetype }) => new EmailAlternative(String(content).replaceAll("\n", " "), mimetype),
      );
    }),
  },
  {
    name: "cuts a long text",
    aimedAt: "long-text",
    Backend: redrafting((copy) => {
      copy.body = copy.body.slice(0, 18_000);
    }),
  },
  {
    name: "drops the header fields that it does not know",
    aimedAt: "extra-headers",
    Backend: redrafting(({ extraHeaders }) => {
      delete extraHeaders.References;
    }),
  },
  {
    name: "cuts a large file",
    aimedAt: "large-file",
    Backend: refiling((file) => withOctets(file, (octets) => octets.subarray(0, 365_000))),
  },
  {
    name: "writes a file of text in ASCII",
    aimedAt: "two-files",
    Backend: refiling(({ filename, content, mimetype, contentId }) => {
      const text = typeof content === "string" ? content.replace(/[^\n -~]/g, "?") : content;
      return new EmailAttachment(filename, text, { mimetype, contentId });
    }),
  },
  {
    name: "attaches an image beside the HTML",
    aimedAt: "inline-image",
    Backend: rewriting((source) => source.replace("multipart/related", "multipart/mixed")),
  },
  {
    name: "shows an image as a file",
    aimedAt: "inline-image",
    Backend: rewriting((source) => source.replace("Content-Disposition: inline", "Content-Disposition: attachment")),
  },
  {
    name: "drops the method of an invitation",
    aimedAt: "alternatives",
    Backend: rewriting((source) => source.replace(/; method="?REQUEST"?/, "")),
  },
];
