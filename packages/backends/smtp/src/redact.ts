import type { SMTPError } from "nodemailer/lib/smtp-connection";

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** How much of a secret may stand in a text: a server that cuts what it echoes shows a part of it. */
const SHOWN = 5;

/** Takes from a text the password and its parts: plain, escaped, or as AUTH PLAIN and AUTH LOGIN send it (RFC 4616; base64). */
export type Redact = (text: string) => string;

/** What redacts the texts of a server that was told these credentials. */
export function redactor({ username, password }: Credentials): Redact {
  if (password === "") return (text) => text;
  const secrets = [`\0${username}\0${password}`, password].flatMap((secret) => {
    const encoded = Buffer.from(secret).toString("base64");
    // A server may cut the padding off, or escape what it echoes.
    return [encoded, encoded.replace(/=+$/, ""), secret, encodeURIComponent(secret)];
  });
  const parts = new Set(secrets.flatMap(partsOf));
  return (text) =>
    withoutParts(
      secrets.reduce((redacted, secret) => redacted.replaceAll(secret, "***"), text),
      parts,
    );
}

function partsOf(secret: string): readonly string[] {
  return Array.from({ length: Math.max(secret.length - SHOWN, 0) }, (_, at) => secret.slice(at, at + SHOWN + 1));
}

function withoutParts(text: string, parts: ReadonlySet<string>): string {
  let redacted = "";
  for (let index = 0; index < text.length; ) {
    if (!parts.has(text.slice(index, index + SHOWN + 1))) {
      redacted += text[index];
      index += 1;
      continue;
    }
    index += SHOWN + 1;
    while (index < text.length && parts.has(text.slice(index - SHOWN, index + 1))) index += 1;
    redacted += "***";
  }
  return redacted;
}

/** The error itself, with every text that it holds redacted: a server may echo what it was sent. */
export function redactError(error: SMTPError, redact: Redact): SMTPError {
  error.message = redact(error.message);
  if (error.stack !== undefined) error.stack = redact(error.stack);
  if (error.response !== undefined) error.response = redact(error.response);
  return error;
}
