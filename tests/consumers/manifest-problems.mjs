const RANGES = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall"];

/** What is wrong with a manifest as the registry has it. */
export function manifestProblems({ name, version, hasInstallScript, scripts = {}, ...manifest }) {
  const problems = [];
  if (!(Number.parseInt(version, 10) >= 1)) problems.push(`its version is ${version}, which is before 1.0.0`);
  for (const kind of RANGES) {
    for (const [dependency, range] of Object.entries(manifest[kind] ?? {})) {
      if (/^(?:workspace|catalog|link|file):/.test(range)) problems.push(`${kind}: ${dependency} is ${range}`);
    }
  }
  const installs = INSTALL_SCRIPTS.filter((script) => script in scripts);
  if (hasInstallScript || installs.length > 0) problems.push(`it has install scripts: ${installs.join(", ")}`);
  return problems.map((problem) => `${name}: ${problem}`);
}
