import { readFile } from "node:fs/promises";
import { ConfigurationError } from "@posthorn/core";
import type { SmtpServer } from "./smtp-options.ts";

/** What TLS presents to a server that asks who the client is. */
export interface ClientCertificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/**
 * The client's certificate and key, if the options name files with them; one file can hold both.
 *
 * @throws ConfigurationError if a file cannot be read
 */
export async function clientCertificate({
  sslCertfile,
  sslKeyfile,
}: SmtpServer): Promise<ClientCertificate | undefined> {
  if (sslCertfile === "") return undefined;
  const cert = await read("sslCertfile", sslCertfile);
  const key = sslKeyfile === "" ? cert : await read("sslKeyfile", sslKeyfile);
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key.toString("latin1"))) {
    throw new ConfigurationError(
      sslKeyfile === ""
        ? `The file ${sslCertfile} of sslCertfile holds no private key in PEM; name the file that does by sslKeyfile.`
        : `The file ${sslKeyfile} of sslKeyfile holds no private key in PEM.`,
    );
  }
  return { cert, key };
}

async function read(name: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(
      `The option ${name} of SmtpBackend must be a PEM file that can be read: ${reason}.`,
      undefined,
      { cause },
    );
  }
}
