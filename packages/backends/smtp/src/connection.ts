import type { Socket } from "node:net";
import { DeliveryError } from "@posthorn/core";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { clientCertificate } from "./client-certificate.ts";
import { connectionError } from "./connection-error.ts";
import { redactError, redactor } from "./redact.ts";
import { ReplyReader } from "./reply-reader.ts";
import { settle } from "./settle.ts";
import type { SmtpServer } from "./smtp-options.ts";

/** A connection that a server greeted, secured and authenticated as far as was asked. */
export interface Connection {
  readonly socket: Socket;
  readonly replies: ReplyReader;
  /** The keywords of the server's EHLO reply (RFC 5321, 4.1.1.1) in upper case, each with its parameters. */
  readonly extensions: ReadonlyMap<string, string>;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/**
 * Connects with nodemailer, which does TCP, TLS, STARTTLS and AUTH, and takes its socket over.
 *
 * @throws DeliveryError
 */
export async function connect(server: SmtpServer, signal: AbortSignal): Promise<Connection> {
  const { host, port, useTls, useSsl, username, password, allowInsecureAuth, timeoutMs } = server;
  const tls = await clientCertificate(server);
  const redact = redactor(server);
  const connection = new SMTPConnection({
    host,
    port,
    secure: useSsl,
    ...(tls ? { tls } : {}),
    requireTLS: useTls,
    ignoreTLS: !useTls,
    ...(timeoutMs === undefined
      ? {}
      : { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }),
  });
  // An 'error' that nobody listens to would end the process.
  connection.on("error", () => undefined);
  const abort = (): void => connection.close();
  signal.addEventListener("abort", abort);
  try {
    if (signal.aborted) throw new Error("The delivery was aborted");
    await settle(connection, (done) => connection.connect(done));
    const extensions = extensionsOf(connection.lastServerResponse || "");
    if (username !== "" && password !== "") {
      if (!connection.secure && !allowInsecureAuth && !LOOPBACK.test(host)) {
        throw new DeliveryError(
          `The password is not sent to ${host}:${port} without encryption. Set useTls or useSsl; allowInsecureAuth if that server has neither.`,
          { code: "insecure_transport", stage: "auth", retryable: false },
        );
      }
      if (!connection.allowsAuth) {
        throw new DeliveryError(
          `The SMTP server ${host}:${port} offers no authentication, so the password was not sent. Set useTls if it offers it after STARTTLS, or leave out username and password.`,
          { code: "authentication", stage: "auth", retryable: false },
        );
      }
      await settle(connection, (done) => connection.login({ user: username, pass: password }, done));
    }
    const socket = connection._socket;
    if (!socket) throw new Error("The connection was closed");
    socket.removeAllListeners("data");
    // nodemailer's timer for an idle socket would blame the server for whatever takes its time; each wait has a deadline.
    socket.setTimeout(0);
    return { socket, replies: new ReplyReader(socket, redact), extensions };
  } catch (error) {
    connection.close();
    if (error instanceof DeliveryError) throw error;
    throw connectionError(redactError(error instanceof Error ? error : new Error(String(error)), redact), server);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function extensionsOf(reply: string): ReadonlyMap<string, string> {
  return new Map(
    reply
      .split("\n")
      .slice(1)
      .map((line) => {
        const [keyword = "", ...parameters] = line.slice(4).trim().split(" ");
        return [keyword.toUpperCase(), parameters.join(" ")];
      }),
  );
}
