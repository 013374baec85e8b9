import { createRequire } from "node:module";
import { arch, platform, report } from "node:process";

// npm installs the package of the platform; an install script would only link it to where `bin` looks.
const PACKAGES = {
  bun: {
    "linux x64 glibc": "@oven/bun-linux-x64/bin/bun",
    "linux x64 musl": "@oven/bun-linux-x64-musl/bin/bun",
    "linux arm64 glibc": "@oven/bun-linux-aarch64/bin/bun",
    "linux arm64 musl": "@oven/bun-linux-aarch64-musl/bin/bun",
    "darwin x64": "@oven/bun-darwin-x64/bin/bun",
    "darwin arm64": "@oven/bun-darwin-aarch64/bin/bun",
    "win32 x64": "@oven/bun-windows-x64/bin/bun.exe",
  },
  deno: {
    "linux x64 glibc": "@deno/linux-x64-glibc/deno",
    "linux arm64 glibc": "@deno/linux-arm64-glibc/deno",
    "darwin x64": "@deno/darwin-x64/deno",
    "darwin arm64": "@deno/darwin-arm64/deno",
    "win32 x64": "@deno/win32-x64/deno.exe",
    "win32 arm64": "@deno/win32-arm64/deno.exe",
  },
  workerd: {
    "linux x64 glibc": "@cloudflare/workerd-linux-64/bin/workerd",
    "linux arm64 glibc": "@cloudflare/workerd-linux-arm64/bin/workerd",
    "darwin x64": "@cloudflare/workerd-darwin-64/bin/workerd",
    "darwin arm64": "@cloudflare/workerd-darwin-arm64/bin/workerd",
    "win32 x64": "@cloudflare/workerd-windows-64/bin/workerd.exe",
  },
};

/**
 * The path of a runtime's binary for this machine.
 *
 * @throws Error if there is none, or it is not installed
 */
export function binary(name) {
  const libc = platform === "linux" ? [report.getReport().header.glibcVersionRuntime ? "glibc" : "musl"] : [];
  const machine = [platform, arch, ...libc].join(" ");
  const path = PACKAGES[name][machine];
  if (path === undefined) throw new Error(`${name} has no binary for this machine (${machine})`);
  try {
    return createRequire(import.meta.url).resolve(path);
  } catch {
    throw new Error(`${path} is not installed: npm ci --ignore-scripts --prefix tests/runtimes`);
  }
}
