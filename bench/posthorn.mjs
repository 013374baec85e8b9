/** Where the built module of a package is. */
export const builtUrl = (path) => new URL(`../packages/${path}/dist/index.js`, import.meta.url).href;

const built = async (path) => {
  try {
    return await import(builtUrl(path));
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    console.error(
      "Posthorn is not built. At the root: node scripts/pnpm.mjs install && node scripts/pnpm.mjs run build",
    );
    process.exit(1);
  }
};

export const { EmailMultiAlternatives, openConnection, sendMail } = await built("core");
export const { DummyBackend } = await built("backends/dummy");
export const { SmtpBackend } = await built("backends/smtp");

/** A mail of the corpus as a draft. */
export function draft({ subject, text, from, to, html, attachment }) {
  const message = new EmailMultiAlternatives(subject, text, from, to);
  if (html) message.attachAlternative(html, "text/html");
  if (attachment) message.attach(attachment.filename, attachment.content, attachment.type);
  return message;
}
