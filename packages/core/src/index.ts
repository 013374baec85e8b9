export type { Envelope } from "./address/envelope.ts";
export { formatMailbox } from "./address/format-mailbox.ts";
export type { Mailbox } from "./address/mailbox.ts";
export {
  type BackendClass,
  type BackendOptions,
  BaseEmailBackend,
  type DeliverOptions,
  type SendOptions,
} from "./backend.ts";
export type { CallOptions, Credentials, HtmlMessage, MailerChoice } from "./call-options.ts";
export { checkBackendOptions, checkOptions } from "./check-options.ts";
export {
  type AcceptedDelivery,
  type AcceptedDetails,
  accepted,
  type Delivery,
  type DeliveryBase,
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
  type MailErrorOptions,
  MailerDoesNotExistError,
  StreamedContentError,
  UnsupportedEncodingError,
  UnsupportedFeatureError,
} from "./errors.ts";
export { type MailAdminsOptions, mailAdmins, mailManagers } from "./mail-admins.ts";
export {
  type ConnectionOptions,
  getConnection,
  type OpenConnectionArguments,
  type OpenConnectionOptions,
  openConnection,
  overrideMailers,
} from "./mailers.ts";
export type { AttachedFileOptions } from "./message/attached-files.ts";
export { type AutoSubmittedHeaders, autoSubmitted } from "./message/auto-submitted.ts";
export { EmailAlternative } from "./message/email-alternative.ts";
export { type AttachmentContent, type AttachmentOptions, EmailAttachment } from "./message/email-attachment.ts";
export { EmailMessage, type MessageDeliverOptions, type MessageSendOptions } from "./message/email-message.ts";
export {
  type AlternativeLike,
  EmailMultiAlternatives,
  type EmailMultiAlternativesOptions,
} from "./message/email-multi-alternatives.ts";
export { listUnsubscribe, type UnsubscribeHeaders, type UnsubscribeOptions } from "./message/list-unsubscribe.ts";
export type { AttachmentLike, EmailMessageOptions, MailboxList } from "./message/message-arguments.ts";
export { type AnsweredMessage, type ReplyHeaders, replyHeaders } from "./message/reply-headers.ts";
export type { Messages } from "./message-source.ts";
export type { ContentStream, Reopenable } from "./mime/streamed-content.ts";
export type { Outgoing } from "./outgoing.ts";
export type { Prepared, PreparedBase, PreparedMail, PreparedRequest } from "./prepared.ts";
export { type SendMailOptions, sendMail } from "./send-mail.ts";
export { type MassMailItem, type SendMassMailOptions, sendMassMail } from "./send-mass-mail.ts";
export type {
  AfterSend,
  BeforeSend,
  MailboxLike,
  MailConfiguration,
  Mailer,
  MailerDefinition,
  MailerRecipes,
  MailSettings,
  OptionsOf,
} from "./settings/mail-settings.ts";
export { configureMail, settings } from "./settings/settings.ts";
