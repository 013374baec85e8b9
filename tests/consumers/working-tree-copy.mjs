import { existsSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { succeed } from "./command.mjs";

const AUTHOR = { NAME: "Posthorn", EMAIL: "posthorn@example.com" };

/** Who commits and tags in the copy, whatever this machine's git is told. */
export const gitEnvironment = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: AUTHOR.NAME,
  GIT_AUTHOR_EMAIL: AUTHOR.EMAIL,
  GIT_COMMITTER_NAME: AUTHOR.NAME,
  GIT_COMMITTER_EMAIL: AUTHOR.EMAIL,
};

/** Copies a repository as it is now, committed or not, into a folder that becomes a repository of its own. */
export async function copyWorkingTree(from, to, env) {
  const listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = new Set((await succeed("git", listed, { cwd: from, env })).split("\0").filter(Boolean));
  for (const file of files) {
    // Deleted, and the deletion not committed yet.
    if (!existsSync(join(from, file))) continue;
    await mkdir(dirname(join(to, file)), { recursive: true });
    await cp(join(from, file), join(to, file));
  }
  // changesets wants to know the branch, and turbo caches nothing before the first commit.
  const options = { cwd: to, env: { ...env, ...gitEnvironment } };
  await succeed("git", ["init", "--quiet", "--initial-branch=main"], options);
  await succeed("git", ["add", "--all"], options);
  await succeed("git", ["commit", "--quiet", "--message=The working tree"], options);
  return files.size;
}
