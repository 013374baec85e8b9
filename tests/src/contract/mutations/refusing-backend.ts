import {
  type DeliverOptions,
  type Delivery,
  type EmailMultiAlternatives,
  type Outgoing,
  UnsupportedFeatureError,
} from "@posthorn/core";
import { type Feature, features } from "@posthorn/testing/contract";
import type { PostalBackend } from "./post-office.ts";
import { RightBackend } from "./right-backend.ts";

const isStream = (content: unknown): boolean => content instanceof Blob || content instanceof ReadableStream;

/** Whether a message needs a feature. */
const NEEDS: Readonly<Record<Feature, (outgoing: Outgoing) => boolean>> = {
  replyTo: ({ message }) => message.replyTo.length > 0,
  extraHeaders: ({ message }) => Object.keys(message.extraHeaders).some((name) => !/^(?:from|message-id)$/i.test(name)),
  messageId: ({ message }) => "Message-ID" in message.extraHeaders,
  envelopeSender: ({ message }) => "From" in message.extraHeaders,
  alternatives: ({ message }) =>
    ((message as EmailMultiAlternatives).alternatives ?? []).some(({ mimetype }) => mimetype !== "text/html"),
  attachments: ({ message }) =>
    message.attachments.some(
      ({ mimetype, contentId, content, filename }) =>
        mimetype !== "message/rfc822" &&
        contentId === null &&
        !isStream(content) &&
        mimetype !== "application/pdf" &&
        filename !== null,
    ),
  fileNames: ({ message }) => message.attachments.some(({ filename }) => /[^ -~]/.test(filename ?? "")),
  inlineImages: ({ message }) => message.attachments.some(({ contentId }) => contentId !== null),
  nestedMessages: ({ message, mime }) =>
    !mime.is8bit && message.attachments.some(({ mimetype }) => mimetype === "message/rfc822"),
  eightBitMessages: ({ message, mime }) => mime.is8bit && message.attachments.length > 0,
  streams: ({ message }) => message.attachments.some(({ content }) => isStream(content)),
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
