import { DeliveryError, UnsupportedFeatureError } from "@posthorn/core";
import type { Feature } from "@posthorn/testing/contract";
import type { Mutation } from "./mutation.ts";
import { FEATURES, refusal, without } from "./refusing-backend.ts";
import { RightBackend } from "./right-backend.ts";

const CASES: Readonly<Record<Feature, string>> = {
  replyTo: "reply-to",
  extraHeaders: "extra-headers",
  messageId: "own-message-id",
  envelopeSender: "envelope-sender",
  alternatives: "alternatives",
  attachments: "octets",
  fileNames: "file-names",
  inlineImages: "inline-image",
  nestedMessages: "nested-message",
  eightBitMessages: "eight-bit-message",
  streams: "stream",
  smtpUtf8: "smtputf8",
};

/** Faults with what a backend says that it does not carry. */
export const mutationsOfRefusals: readonly Mutation[] = FEATURES.flatMap((feature) => {
  const of = { aimedAt: CASES[feature], supports: { [feature]: false } };
  return [
    { ...of, name: `carries ${feature}, of which it says that it does not`, Backend: RightBackend },
    {
      ...of,
      name: `refuses ${feature} without its name`,
      Backend: without(feature, async () => {
        throw new UnsupportedFeatureError("This is not possible.");
      }),
    },
    {
      ...of,
      name: `refuses ${feature} as a failure of the delivery`,
      Backend: without(feature, async () => {
        const details = { code: "message_refused", stage: "http", retryable: false } as const;
        throw new DeliveryError(refusal(feature).message, details);
      }),
    },
    {
      ...of,
      name: `refuses ${feature} when it has sent the message`,
      Backend: without(feature, async (deliver) => {
        await deliver();
        throw refusal(feature);
      }),
    },
  ];
});
