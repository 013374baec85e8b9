/** Where a built module of a package is. */
export const builtUrl = (path, module = "index") =>
  new URL(`../packages/${path}/dist/${module}.js`, import.meta.url).href;

/** A built module of a package. */
export async function built(path, module) {
  try {
    return await import(builtUrl(path, module));
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    console.error(
      "Posthorn is not built. At the root: node scripts/pnpm.mjs install && node scripts/pnpm.mjs run build",
    );
    process.exit(1);
  }
}
