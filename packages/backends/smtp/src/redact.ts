/** A text without the credentials, plain or as AUTH PLAIN and AUTH LOGIN send them (RFC 4616; base64). */
export function redact(
  text: string,
  { username, password }: { readonly username: string; readonly password: string },
): string {
  if (password === "") return text;
  return [`\0${username}\0${password}`, password]
    .flatMap((secret) => [Buffer.from(secret).toString("base64"), secret])
    .reduce((redacted, secret) => redacted.replaceAll(secret, "***"), text);
}
