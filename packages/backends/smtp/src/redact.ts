import type { SMTPError } from "nodemailer/lib/smtp-connection";

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** How much of a secret may stand in a text: a server that cuts what it echoes shows a part of it. */
const SHOWN = 5;

/** A text without the password or a part of it, plain, escaped or as AUTH PLAIN and AUTH LOGIN send it (RFC 4616; base64). */
export function redact(text: string, { username, password }: Credentials): string {
  if (password === "") return text;
  const secrets = [`\0${username}\0${password}`, password].flatMap((secret) => {
    const encoded = Buffer.from(secret).toString("base64");
    // A server may cut the padding off, or escape what it echoes.
    return [encoded, encoded.replace(/=+$/, ""), secret, encodeURIComponent(secret)];
  });
  const whole = secrets.reduce((redacted, secret) => redacted.replaceAll(secret, "***"), text);
  return secrets.reduce(withoutParts, whole);
}

/** A text without the parts of a secret that are longer than what may be shown of it. */
function withoutParts(text: string, secret: string): string {
  const length = SHOWN + 1;
  const parts = new Set(
    Array.from({ length: Math.max(secret.length - SHOWN, 0) }, (_, at) => secret.slice(at, at + length)),
  );
  let redacted = "";
  for (let index = 0; index < text.length; ) {
    if (!parts.has(text.slice(index, index + length))) {
      redacted += text[index];
      index += 1;
      continue;
    }
    index += length;
    while (index < text.length && parts.has(text.slice(index - SHOWN, index + 1))) index += 1;
    redacted += "***";
  }
  return redacted;
}

/** The error itself, with every text that it holds redacted: a server may echo what it was sent. */
export function redactError(error: SMTPError, credentials: Credentials): SMTPError {
  error.message = redact(error.message, credentials);
  if (error.stack !== undefined) error.stack = redact(error.stack, credentials);
  if (error.response !== undefined) error.response = redact(error.response, credentials);
  return error;
}
