export type { Envelope } from "./address/envelope.ts";
export type { Mailbox } from "./address/mailbox.ts";
export {
  type BackendClass,
  type BackendOptions,
  BaseEmailBackend,
  type DeliverOptions,
  type Messages,
  type Prepared,
  type SendOptions,
} from "./backend.ts";
export { checkOptions } from "./check-options.ts";
export {
  type AcceptedDelivery,
  accepted,
  type Delivery,
  type DeliveryReport,
  failed,
  type RecipientDelivery,
  type RefusedDelivery,
  type SkippedDelivery,
  type UnknownDelivery,
} from "./delivery.ts";
export {
  AbortError,
  BackendNotInstalledError,
  BadAddressError,
  BadHeaderError,
  BatchDeliveryError,
  ConfigurationError,
  DeliveryError,
  type DeliveryErrorCode,
  type DeliveryErrorDetails,
  DeliveryUnknownError,
  InvalidMailerError,
  InvalidMessageError,
  MailError,
  UnsupportedFeatureError,
} from "./errors.ts";
export { getConnection, openConnection, overrideMailers } from "./mailers.ts";
export { EmailAlternative } from "./message/email-alternative.ts";
export { EmailAttachment } from "./message/email-attachment.ts";
export {
  type AttachmentLike,
  EmailMessage,
  type EmailMessageArguments,
  type EmailMessageOptions,
  type MailboxList,
} from "./message/email-message.ts";
export {
  type AlternativeLike,
  EmailMultiAlternatives,
  type EmailMultiAlternativesOptions,
} from "./message/email-multi-alternatives.ts";
export type { Outgoing } from "./outgoing.ts";
export {
  type MassMailItem,
  type SendMailOptions,
  type SendMassMailOptions,
  sendMail,
  sendMassMail,
} from "./send-mail.ts";
export { configureMail, type MailConfiguration, type MailSettings, settings } from "./settings.ts";
