import assert from "node:assert/strict";
import { runProgram } from "./program.mjs";

/**
 * What is said where no backend is found.
 *
 * @param elsewhere - a folder above the application's, where nothing is installed
 */
export async function checkSpecifierErrors(check, { cwd, env, elsewhere }) {
  /** The error of a program that sends; each text must stand in its message. */
  const fails = async (backend, expected, texts, from = cwd) => {
    const printed = await runProgram("send.mjs", backend, { cwd, env, from });
    const { name, code, message, cause } = JSON.parse(printed);
    assert.deepEqual({ name, code }, expected, printed);
    const missing = texts.filter((text) => !message.includes(text));
    assert.deepEqual(missing, [], `${printed}\nmisses ${missing.join(" and ")}`);
    return { message, cause };
  };
  const invalid = { name: "InvalidMailerError", code: "invalid_mailer" };
  const notInstalled = { name: "BackendNotInstalledError", code: "backend_not_installed" };

  await check("for a package that is not installed, the error has the line that installs it", async () => {
    for (const name of ["@posthorn/ses", "sparrow-mail", "@example/mail"])
      await fails(name, notInstalled, [`"${name}"`, `npm install ${name}`, cwd]);
  });
  await check('for Django\'s names, it names "@posthorn/memory"', async () => {
    for (const name of ["django.core.mail.backends.locmem.EmailBackend", "locmem"])
      await fails(name, invalid, [`"${name}"`, '"@posthorn/memory"']);
  });
  await check("for a module without a backend, it names the module and what it must export", () =>
    fails("./no-backend.mjs", invalid, ['"./no-backend.mjs"', "default export", "extends BaseEmailBackend"]),
  );
  await check("for a module that throws when it is loaded, it names the module and the reason", async () => {
    const reason = "WEBHOOK_URL is not set";
    const { cause } = await fails("./throws.mjs", invalid, ['"./throws.mjs"', reason]);
    assert.equal(cause, reason, "the cause is the module's own error");
  });
  await check("for a file that is not there, it names the folder in which it was looked for", () =>
    fails("./missing.mjs", invalid, ['"./missing.mjs"', cwd]),
  );
  await check("from another working directory, it names that folder", async () => {
    const { message } = await fails(
      "@posthorn/console",
      notInstalled,
      ['"@posthorn/console"', `(${elsewhere})`],
      elsewhere,
    );
    assert.match(message, /npm install @posthorn\/console$/);
    await fails("./own-backend.mjs", invalid, ['"./own-backend.mjs"', `from ${elsewhere}.`], elsewhere);
  });
}
