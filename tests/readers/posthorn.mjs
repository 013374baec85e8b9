/** What the built core exports, and its module for MIME. */
const built = async (path) => {
  try {
    return await import(new URL(`../../packages/core/dist/${path}`, import.meta.url).href);
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    console.error(
      "Posthorn is not built. At the root: node scripts/pnpm.mjs install && node scripts/pnpm.mjs run build",
    );
    process.exit(1);
  }
};

export const { configureMail, EmailMultiAlternatives } = await built("index.js");
export const { HeaderField, MimePart } = await built("mime/index.js");
