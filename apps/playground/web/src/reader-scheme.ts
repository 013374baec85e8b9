const PREFERENCE = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;
const DARK_SUPPORT = /color-scheme\s*:[^;}]*\bdark\b/i;

/**
 * Makes a mail look as it does where the reader prefers light or dark: a frame cannot be told so, it asks the system.
 * A mail that supports no dark colours stays as it is.
 */
export function applyReaderScheme(mail: Document, scheme: "light" | "dark"): void {
  for (const style of mail.querySelectorAll("style")) style.textContent = decided(style.textContent ?? "", scheme);
  for (const element of mail.querySelectorAll("[media]"))
    element.setAttribute("media", decided(element.getAttribute("media") ?? "", scheme));
  if (!supportsDark(mail)) return;
  const choice = mail.createElement("style");
  choice.textContent = `:root { color-scheme: ${scheme} !important; }`;
  mail.head.append(choice);
}

/** Each question for the preference, replaced by one whose answer is the same everywhere. */
function decided(text: string, scheme: "light" | "dark"): string {
  return text.replace(PREFERENCE, (_, asked: string) =>
    asked.toLowerCase() === scheme ? "(min-width: 0)" : "(max-width: 0)",
  );
}

function supportsDark(mail: Document): boolean {
  const declared = mail.querySelector("meta[name='color-scheme' i]")?.getAttribute("content") ?? "";
  return (
    /\bdark\b/i.test(declared) ||
    [...mail.querySelectorAll("style")].some(({ textContent }) => DARK_SUPPORT.test(textContent ?? ""))
  );
}
