import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runProgram } from "./program.mjs";

/**
 * Finds backends by every kind of specifier, and without one.
 *
 * @param elsewhere - a folder above the application's, where nothing is installed
 */
export async function checkSpecifiers(check, { cwd, env, elsewhere }) {
  const print = (file, backend, from = cwd) => runProgram(file, backend, { cwd, env, from });

  await check("EMAIL_BACKEND=@posthorn/console sends, from an ES module", async () => {
    assert.match(await print("send.mjs", "@posthorn/console"), /^━+\n.* Subject: From an ES module\n.*\n1$/s);
  });
  await check("and from CommonJS", async () => {
    assert.match(await print("send.cjs", "@posthorn/console"), /^━+\n.* Subject: From CommonJS\n.*\n1$/s);
  });
  await check('getConnection("@posthorn/file", { filePath }) writes a file', async () => {
    assert.equal(await print("to-file.mjs", ""), "FileBackend");
    const files = await readdir(join(cwd, "sent"));
    assert.equal(files.length, 1, `one file, not ${files.join(", ")}`);
    assert.match(await readFile(join(cwd, "sent", files[0]), "utf8"), /^Subject: To a file\n/);
  });
  await check('a mailer whose backend is "@posthorn/dummy" is chosen by using', async () => {
    assert.equal(await print("named-mailer.mjs", "./throws.mjs"), "DummyBackend 1");
  });
  await check("a relative path is found from the working directory", async () => {
    for (const name of ["own-backend.mjs", "own-backend.cjs"])
      assert.equal(await print("send.mjs", `./${name}`), `${name}: From an ES module\n1`);
  });
  await check("an absolute path and the URL of a file are found, from another working directory too", async () => {
    const path = join(cwd, "own-backend.mjs");
    for (const name of [path, pathToFileURL(path).href]) {
      for (const from of [cwd, elsewhere])
        assert.equal(await print("send.mjs", name, from), "own-backend.mjs: From an ES module\n1");
    }
  });
  await check("a class and an instance need no specifier", async () => {
    assert.equal(await print("without-specifier.mjs", "./throws.mjs"), '{"sent":[1,1,1,1,1,1],"kept":4}');
  });
  await check("a third-party package whose exports are for import alone is found", async () => {
    assert.equal(await print("send.mjs", "import-only"), "import-only: From an ES module\n1");
  });
  await check("of a third-party package for import and require, what import finds is found", async () => {
    assert.equal(await print("send.mjs", "dual"), "dual, its ES module: From an ES module\n1");
  });
  for (const [file, language] of Object.entries({ "one-core.mjs": "an ES module", "one-core.cjs": "CommonJS" })) {
    await check(`found by specifier, by import and by require, all is of one core, in ${language}`, async () => {
      const same = Object.entries(JSON.parse(await print(file, "")));
      assert.ok(same.length > 0);
      assert.deepEqual(
        same.filter(([, isSame]) => !isSame),
        [],
      );
    });
  }
}
