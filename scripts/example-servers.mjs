// The servers that the examples send to: one for SMTP and one for HTTP, on this machine and on free ports.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { buffer, json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const { SMTPServer } = createRequire(new URL("../examples/package.json", import.meta.url))("smtp-server");

/** A certificate for localhost that nobody else trusts, and whose key protects nothing. */
export const certificate = fileURLToPath(new URL("../tests/fixtures/localhost.crt", import.meta.url));
const key = readFileSync(new URL("../tests/fixtures/localhost.key", import.meta.url));

const refusals = {
  "nobody@example.com": [550, "5.1.1 No such mailbox"],
  "busy@example.com": [451, "4.7.1 Try again in five minutes"],
};

/**
 * An SMTP server that keeps every mail and whom it is for, with STARTTLS and a login by the password s@fe. It refuses nobody@ and busy@ at
 * RCPT, and hangs up on what is for silent@. What is for carl@ it never answers, and calls `onStop`.
 */
export async function startSmtpServer(onStop) {
  const mails = [];
  const recipients = [];
  let connections = 0;
  const server = new SMTPServer({
    cert: readFileSync(certificate),
    key,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onAuth({ username, password }, _session, done) {
      if (password === "s@fe") done(null, { user: username });
      else done(new Error("wrong password"));
    },
    onRcptTo({ address }, _session, done) {
      const [responseCode, text] = refusals[address] ?? [];
      done(responseCode && Object.assign(new Error(text), { responseCode }));
    },
    async onData(stream, { envelope: { rcptTo } }, done) {
      const mail = await buffer(stream);
      const to = rcptTo.map(({ address }) => address);
      if (to.includes("carl@example.com")) return onStop();
      if (to.includes("silent@example.com")) return hangUp();
      mails.push(mail.toString());
      recipients.push(to.join(", "));
      done();
    },
  });
  const hangUp = () => {
    for (const connection of server.connections) connection.close();
  };
  // A client that hangs up is reported here, and would end the process.
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: server.server.address().port,
    mails,
    recipients,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** An HTTP server that takes what is posted to it; for a list it answers an id for each element. */
export async function startHttpServer() {
  const posts = [];
  const server = createServer(async (request, response) => {
    const body = await json(request);
    posts.push(JSON.stringify(body));
    response.end(JSON.stringify(Array.isArray(body) ? body.map((_, index) => ({ id: String(index + 1) })) : {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    posts,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
