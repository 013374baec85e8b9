import { DeliveryError, type DeliveryErrorCode, DeliveryUnknownError, type RecipientDelivery } from "@posthorn/core";
import type { SMTPError } from "nodemailer/lib/smtp-connection";

/** Whether the message's final dot may have been written when the error came. */
export type Progress = "before" | "during" | "after";

/** The error for a session that could not be had. */
export function connectionError(
  error: SMTPError,
  { host, port }: { readonly host: string; readonly port: number },
): DeliveryError {
  const { code, stage } = connectionFailure(error);
  const { message, response, responseCode } = error;
  return new DeliveryError(
    `No session with the SMTP server ${host}:${port} (${message}). ${ADVICE[code] ?? ""}`.trim(),
    {
      code,
      stage,
      // RFC 5321, 4.2.1: a 4yz reply is transient. Without a reply the server may be back later.
      retryable: responseCode === undefined ? code !== "authentication" && code !== "tls" : isTransient(responseCode),
      ...(response === undefined ? {} : { response }),
      cause: error,
    },
  );
}

const ADVICE: Partial<Record<DeliveryErrorCode, string>> = {
  connection: "Is it running there? Check host and port, or EMAIL_HOST and EMAIL_PORT.",
  timeout: "Check host, port and firewall; useSsl is for servers that speak TLS from the start, useTls for STARTTLS.",
  authentication: "Check username and password, or EMAIL_HOST_USER and EMAIL_HOST_PASSWORD.",
  tls: "Check host, certificate and port; useSsl is for servers that speak TLS from the start, useTls for STARTTLS.",
};

function connectionFailure(error: SMTPError): { code: DeliveryErrorCode; stage: string } {
  const cause = `${error.originalCode ?? ""} ${error.code ?? ""}`;
  if (error.code === "EAUTH" || error.command?.startsWith("AUTH")) return { code: "authentication", stage: "auth" };
  if (/ETLS|CERT|SSL|TLS/.test(cause) || /STARTTLS/.test(error.command ?? ""))
    return { code: "tls", stage: "starttls" };
  if (error.code === "ETIMEDOUT") {
    return { code: "timeout", stage: error.timeoutType === "GREETING_TIMEOUT" ? "greeting" : "connect" };
  }
  return error.code === "EPROTOCOL"
    ? { code: "protocol", stage: "greeting" }
    : { code: "connection", stage: "connect" };
}

/** The error for a message that was not accepted, told by the command that failed and by how far the body had gone. */
export function transactionError(error: SMTPError, progress: Progress): DeliveryError {
  const { message, response, responseCode = 0 } = error;
  // RFC 5321, 4.2.1: 4yz and 5yz are refusals. What is no such reply to the final dot says nothing.
  if (response !== undefined && responseCode >= 400 && responseCode < 600) {
    const { code, stage, what } = refusal(error, progress);
    const retryable = isTransient(responseCode);
    const text = `The SMTP server refused ${what}: ${response}`;
    return new DeliveryError(text, { code, stage, retryable, response, cause: error });
  }
  if (progress === "after") {
    return new DeliveryUnknownError(
      `The message was handed over and no answer came, so the SMTP server may have taken it: ${message}. Sending it again may deliver it twice.`,
      { stage: "body", cause: error },
    );
  }
  if (error.code === "EMESSAGE" && response === undefined) {
    const text = `The SMTP server takes no message of this size (RFC 1870): ${message}.`;
    return new DeliveryError(text, { code: "message_refused", stage: "mail", retryable: false, cause: error });
  }
  return new DeliveryError(`The connection to the SMTP server failed before the message was complete: ${message}.`, {
    code:
      error.code === "ETIMEDOUT"
        ? "timeout"
        : response !== undefined || error.code === "EPROTOCOL"
          ? "protocol"
          : "connection",
    stage: progress === "during" ? "body" : "mail",
    retryable: true,
    cause: error,
  });
}

function isTransient(responseCode: number): boolean {
  return responseCode < 500;
}

function refusal(
  { command = "", code = "" }: SMTPError,
  progress: Progress,
): { code: DeliveryErrorCode; stage: string; what: string } {
  if (command === "MAIL FROM") return { code: "sender_refused", stage: "mail", what: "the sender" };
  if (command === "RCPT TO") return { code: "recipients_refused", stage: "rcpt", what: "every recipient" };
  if (code === "ECONNECTION")
    return { code: "connection", stage: progress === "before" ? "mail" : "body", what: "to go on" };
  return { code: "message_refused", stage: code === "EMESSAGE" ? "body" : "data", what: "the message" };
}

/** What became of the recipients that a server refused one by one. */
export function recipientRefusals(errors: readonly SMTPError[] = []): readonly RecipientDelivery[] {
  return errors.flatMap(({ recipient, response, responseCode }) =>
    recipient === undefined
      ? []
      : [
          {
            address: recipient,
            outcome: "refused" as const,
            ...(responseCode === undefined ? {} : { code: responseCode }),
            ...(response === undefined ? {} : { response }),
          },
        ],
  );
}

/** The refusals behind the error of a message that had no recipient left. */
export function refusedRecipients({ cause }: DeliveryError): readonly RecipientDelivery[] {
  return cause instanceof Error && "rejectedErrors" in cause
    ? recipientRefusals((cause as SMTPError).rejectedErrors)
    : [];
}
