import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

/** An SMTP server on loopback that keeps what arrives, parsed. */
export async function startSmtpServer() {
  const arrived = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, session, callback) {
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", async () => {
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = { from: mailFrom.address, to: rcptTo.map(({ address }) => address) };
        arrived.push({ envelope, ...(await PostalMime.parse(Buffer.concat(chunks))) });
        callback();
      });
    },
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  return {
    environment: { EMAIL_HOST: "127.0.0.1", EMAIL_PORT: String(server.server.address().port) },
    /** What arrived since the last call. */
    take: () => arrived.splice(0),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
