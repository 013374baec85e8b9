import { DeliveryError, type DeliveryErrorCode } from "@posthorn/core";
import type { SMTPError } from "nodemailer/lib/smtp-connection";
import { withoutControlCharacters } from "./control-characters.ts";

/** The error for a session that could not be had. */
export function connectionError(
  error: SMTPError,
  { host, port }: { readonly host: string; readonly port: number },
): DeliveryError {
  const { code, stage } = connectionFailure(error);
  const { response, responseCode } = error;
  // OpenSSL's own words say nothing to most: what came was no TLS record.
  const reason = /wrong version number/.test(error.message) ? "it does not speak TLS from the start" : error.message;
  const message = withoutControlCharacters(reason).trim().replace(/\s+/g, " ");
  return new DeliveryError(
    `No session with the SMTP server ${host}:${port} (${message}). ${ADVICE[code] ?? ""}`.trim(),
    {
      code,
      stage,
      // RFC 5321, 4.2.1: a 4yz reply is transient. Without a reply the server may be back later.
      retryable: responseCode === undefined ? code !== "authentication" && code !== "tls" : responseCode < 500,
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
  if (/ETLS|CERT|SSL|TLS|VERIFY/.test(cause) || /STARTTLS/.test(error.command ?? ""))
    return { code: "tls", stage: "starttls" };
  if (error.code === "ETIMEDOUT") {
    return { code: "timeout", stage: error.timeoutType === "GREETING_TIMEOUT" ? "greeting" : "connect" };
  }
  return error.code === "EPROTOCOL"
    ? { code: "protocol", stage: "greeting" }
    : { code: "connection", stage: "connect" };
}
