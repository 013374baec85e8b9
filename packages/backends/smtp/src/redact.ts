import type { SMTPError } from "nodemailer/lib/smtp-connection";

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A text without the password, plain or as AUTH PLAIN and AUTH LOGIN send it (RFC 4616; base64). */
export function redact(text: string, { username, password }: Credentials): string {
  if (password === "") return text;
  return [`\0${username}\0${password}`, password]
    .flatMap((secret) => {
      const encoded = Buffer.from(secret).toString("base64");
      // A server may cut the padding off, or escape what it echoes.
      return [encoded, encoded.replace(/=+$/, ""), secret, encodeURIComponent(secret)];
    })
    .reduce((redacted, secret) => redacted.replaceAll(secret, "***"), text);
}

/** The error itself, with every text that it holds redacted: a server may echo what it was sent. */
export function redactError(error: SMTPError, credentials: Credentials): SMTPError {
  error.message = redact(error.message, credentials);
  if (error.stack !== undefined) error.stack = redact(error.stack, credentials);
  if (error.response !== undefined) error.response = redact(error.response, credentials);
  return error;
}
