import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";

const SETTINGS = /^(?:npm_|pnpm_|yarn_|EMAIL_|DEFAULT_FROM_EMAIL$|DEFAULT_CHARSET$|SERVER_EMAIL$|ADMINS$|MANAGERS$)/i;
const HOMES = /^(?:HOME|USERPROFILE|APPDATA|LOCALAPPDATA|PNPM_HOME|XDG_\w+)$/i;
const CREDENTIALS = /TOKEN|NODE_ENV|NODE_OPTIONS|NODE_TEST_CONTEXT|INIT_CWD/i;

/** The environment of this process without what npm, mail settings or a CI put there. */
export function plainEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name) && !CREDENTIALS.test(name));
  return { ...Object.fromEntries(kept), TURBO_TELEMETRY_DISABLED: "1", NO_COLOR: "1", CI: "1" };
}

/**
 * An environment whose only registry is the one on loopback: an empty home without anyone's credentials or settings,
 * and variables, which go before every file.
 */
export function loopbackEnvironment({ home, registry, path }) {
  const kept = Object.entries(plainEnvironment()).filter(([name]) => !HOMES.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    PATH: [dirname(process.execPath), path].join(delimiter),
    NO_PROXY: "127.0.0.1,localhost",
    no_proxy: "127.0.0.1,localhost",
    npm_config_registry: registry,
    "npm_config_@posthorn:registry": registry,
    pnpm_config_registry: registry,
    pnpm_config_verify_deps_before_run: "false",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
  };
}

/** The same environment in another home, where whoever asks a registry for @posthorn/* is refused the connection. */
export async function environmentWithoutScope(env, home) {
  const nowhere = "http://127.0.0.1:1/";
  await mkdir(home);
  await writeFile(join(home, ".npmrc"), `@posthorn:registry=${nowhere}\n`);
  return {
    ...env,
    HOME: home,
    USERPROFILE: home,
    "npm_config_@posthorn:registry": nowhere,
    npm_config_fetch_retries: "0",
    pnpm_config_fetch_retries: "0",
  };
}
