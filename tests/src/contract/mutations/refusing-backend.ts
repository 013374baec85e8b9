import {
  type DeliverOptions,
  type Delivery,
  type EmailAttachment,
  EmailMultiAlternatives,
  type Outgoing,
  UnsupportedFeatureError,
} from "@posthorn/core";
import { type Feature, features } from "@posthorn/testing/contract";
import type { PostalBackend } from "./post-office.ts";
import { RightBackend } from "./right-backend.ts";

const isStream = ({ content }: EmailAttachment): boolean =>
  content instanceof Blob || content instanceof ReadableStream;
const isMessage = ({ mimetype }: EmailAttachment): boolean => mimetype === "message/rfc822";
const isInline = ({ contentId }: EmailAttachment): boolean => contentId !== null;
const isNamedBeyondAscii = ({ filename }: EmailAttachment): boolean => /[^ -~]/.test(filename ?? "");

/** Whether a file is of none of the kinds that have a feature of their own. */
const isPlain = (file: EmailAttachment): boolean =>
  [isStream, isMessage, isInline, isNamedBeyondAscii].every((isKind) => !isKind(file));

const hasFile = (isKind: (file: EmailAttachment) => boolean) => (outgoing: Outgoing) =>
  outgoing.message.attachments.some(isKind);

/** Whether a message needs a feature. */
const NEEDS: Readonly<Record<Feature, (outgoing: Outgoing) => boolean>> = {
  replyTo: ({ message }) => message.replyTo.length > 0,
  extraHeaders: ({ message }) => Object.keys(message.extraHeaders).some((name) => !/^(?:from|message-id)$/i.test(name)),
  messageId: ({ message }) => "Message-ID" in message.extraHeaders,
  envelopeSender: ({ message }) => "From" in message.extraHeaders,
  alternatives: ({ message }) =>
    message instanceof EmailMultiAlternatives && message.alternatives.some(({ mimetype }) => mimetype !== "text/html"),
  attachments: ({ message }) => message.attachments.length > 0 && message.attachments.every(isPlain),
  fileNames: hasFile(isNamedBeyondAscii),
  inlineImages: hasFile(isInline),
  nestedMessages: ({ message, mime }) => !mime.is8bit && message.attachments.some(isMessage),
  eightBitMessages: ({ message, mime }) => mime.is8bit && message.attachments.some(isMessage),
  streams: hasFile(isStream),
  smtpUtf8: ({ envelope }) => envelope.smtpUtf8,
};

export const FEATURES: readonly Feature[] = Object.keys(NEEDS) as Feature[];

/** A backend that does something else with a message that needs a feature. */
export function without(
  feature: Feature,
  refuse: (deliver: () => Promise<Delivery>) => Promise<Delivery>,
): PostalBackend {
  return class extends RightBackend {
    protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
      const deliver = (): Promise<Delivery> => super.transmit(outgoing, options);
      return NEEDS[feature](outgoing) ? refuse(deliver) : deliver();
    }
  };
}

/** The refusal that names a feature. */
export const refusal = (feature: Feature): UnsupportedFeatureError =>
  new UnsupportedFeatureError(`The post office does not take ${features[feature].title}.`);
