import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { DeliveryError, EmailMessage, InvalidMessageError } from "@posthorn/core";

async function contact(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams(await text(request));
  const subject = form.get("subject") ?? "";
  const body = form.get("message") ?? "";
  const visitor = form.get("email") ?? "";
  if (subject === "" || body === "" || !visitor.includes("@")) {
    response.writeHead(400).end("Please fill in every field.");
    return;
  }
  // From our own address: a mail that claims to come from the visitor's domain fails that domain's SPF and DMARC.
  const message = new EmailMessage(subject, body, null, ["support@example.com"], { replyTo: [visitor] });
  try {
    await message.send();
    response.writeHead(303, { Location: "/contact/thanks/" }).end();
  } catch (error) {
    if (error instanceof InvalidMessageError) response.writeHead(400).end("Please check what you wrote.");
    else if (error instanceof DeliveryError && error.retryable) response.writeHead(503).end("Please try again later.");
    else throw error;
  }
}

export const server = createServer((request, response) => {
  contact(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end("Something is broken here, and we have been told.");
  });
});
server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1");
