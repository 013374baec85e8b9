import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ErrorBody, MailDetail, MailSummary, RenderedMail, SendReport, TemplateDetail } from "../src/api.ts";
import { type Playground, startPlayground } from "../src/playground.ts";

const directory = fileURLToPath(new URL("./templates", import.meta.url));
const LIMIT = 5;

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground({ directory, port: 0, smtpPort: 0, inboxLimit: LIMIT });
});

afterAll(() => playground.close());

afterEach(async () => {
  await fetch(`${playground.url}/api/inbox`, { method: "DELETE" });
});

function get(path: string): Promise<Response> {
  return fetch(`${playground.url}/api${path}`);
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${playground.url}/api${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

async function errorOf(response: Response): Promise<ErrorBody["error"]> {
  const { error }: ErrorBody = await response.json();
  return error;
}

async function send(name: string, body: unknown): Promise<SendReport> {
  const response = await post(`/templates/${name}/send`, body);
  expect(response.status).toBe(200);
  return response.json();
}

async function inbox(): Promise<MailSummary[]> {
  return (await get("/inbox")).json();
}

describe("the templates", () => {
  it("lists the templates of the folder", async () => {
    expect(await (await get("/templates")).json()).toEqual(["broken", "greeting", "no-body"]);
  });

  it("shows a template's sample context", async () => {
    const detail: TemplateDetail = await (await get("/templates/greeting")).json();
    expect(detail).toEqual({ name: "greeting", context: { name: "Zoë" } });
  });

  it("renders the subject, the text, the HTML and the source that would be sent", async () => {
    const response = await post("/templates/greeting/render", {
      context: { name: "Grace <Hopper>" },
      to: ["ada@example.com"],
      from: "me@example.com",
    });
    const mail: RenderedMail = await response.json();
    expect(mail.subject).toBe("Hello Grace <Hopper>");
    expect(mail.text).toContain("Hello, Grace <Hopper>!");
    expect(mail.html).toContain("Grace &lt;Hopper&gt;");
    expect(mail.source).toMatch(/^Subject: Hello Grace <Hopper>\r$/m);
    expect(mail.source).toMatch(/^From: me@example\.com\r$/m);
    expect(mail.source).toMatch(/^To: ada@example\.com\r$/m);
    expect(mail.size).toBe(Buffer.byteLength(mail.source ?? ""));
    expect(mail.addressProblem).toBeNull();
  });

  it("renders for a stand-in while nobody is to get the mail", async () => {
    const mail: RenderedMail = await (
      await post("/templates/greeting/render", { context: { name: "Ada" }, to: [] })
    ).json();
    expect(mail.source).toMatch(/^To: recipient@example\.com\r$/m);
  });

  it("answers 404 for a template that does not exist, and says which do", async () => {
    for (const response of [
      await get("/templates/greting"),
      await post("/templates/greting/render", { context: {} }),
    ]) {
      expect(response.status).toBe(404);
      const error = await errorOf(response);
      expect(error.code).toBe("template_not_found");
      expect(error.message).toContain('Did you mean "greeting"?');
    }
  });

  it("answers 422 for a template that is wrong, and says where", async () => {
    const response = await post("/templates/broken/render", { context: {} });
    expect(response.status).toBe(422);
    const error = await errorOf(response);
    expect(error.code).toBe("template_syntax");
    expect(error.message).toContain("broken/body.html");
    expect(error.message).not.toContain("node_modules");
  });

  it("answers 422 for a context that lacks a value, and says which", async () => {
    const response = await post("/templates/greeting/render", { context: {} });
    expect(response.status).toBe(422);
    expect((await errorOf(response)).message).toContain("{{name}}");
  });

  it.each([
    [{ to: ["ada@example.com", "ada@"] }, "to", '"ada@"'],
    [{ to: ["ada@example.com\r\nBcc: eve@example.com"] }, "to", "line breaks"],
    [{ to: ["ada@example.com"], from: "me@" }, "from", '"me@"'],
    [{ to: [], from: "me@" }, "from", '"me@"'],
  ])("renders without a source for %j, and says which field is wrong", async (addresses, field, message) => {
    const response = await post("/templates/greeting/render", { context: { name: "Ada" }, ...addresses });
    expect(response.status).toBe(200);
    const mail: RenderedMail = await response.json();
    expect(mail).toMatchObject({ subject: "Hello Ada", source: null, size: 0, addressProblem: { field } });
    expect(mail.html).toContain("Ada");
    expect(mail.addressProblem?.message).toContain(message);
  });

  it("says the same of an address when it renders and when it sends", async () => {
    const body = { context: { name: "Ada" }, to: ["ada@"] };
    const mail: RenderedMail = await (await post("/templates/greeting/render", body)).json();
    const { error } = await send("greeting", body);
    expect(mail.addressProblem).toEqual({ field: "to", code: error?.code, message: error?.message });
  });
});

describe("a request's body", () => {
  it("is refused with line and column where it is not JSON", async () => {
    const response = await post("/templates/greeting/render", '{\n  "context": {"name": "Ada",}\n}');
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toEqual({
      code: "invalid_json",
      message: "The body is not JSON. Line 2, column 28: Remove this comma: nothing follows it before }.",
    });
  });

  it.each([[[]], [{}], [{ context: [] }], [{ context: {}, to: "ada@example.com" }], [{ context: {}, from: 7 }]])(
    "is refused as %j",
    async (body) => {
      const response = await post("/templates/greeting/render", body);
      expect(response.status).toBe(400);
      expect((await errorOf(response)).code).toBe("invalid_request");
    },
  );

  it("is refused unless it calls itself JSON, so that no other site's form can send mail", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "text/plain; application/json",
    ]) {
      const response = await fetch(`${playground.url}/api/templates/greeting/send`, {
        method: "POST",
        headers: { "Content-Type": type },
        body: JSON.stringify({ context: { name: "Ada" }, to: ["ada@example.com"] }),
      });
      expect(response.status).toBe(415);
      expect((await errorOf(response)).code).toBe("unsupported_media_type");
    }
    expect(await inbox()).toEqual([]);
  });

  it("is refused when it is larger than a megabyte", async () => {
    const response = await post("/templates/greeting/render", { context: { name: "x".repeat(1024 * 1024) } });
    expect(response.status).toBe(413);
    expect((await errorOf(response)).code).toBe("body_too_large");
  });
});

describe("sending", () => {
  it("puts the mail into the inbox as it came over the wire", async () => {
    const report = await send("greeting", {
      context: { name: "Zoë" },
      to: ["Ada Lovelace <ada@example.com>", "grace@example.com"],
      from: "Müller <me@example.com>",
    });
    expect(report).toMatchObject({ outcome: "accepted", error: null });
    expect(report.recipients.map(({ address, outcome }) => [address, outcome])).toEqual([
      ["ada@example.com", "accepted"],
      ["grace@example.com", "accepted"],
    ]);

    const [summary] = await inbox();
    expect(summary).toMatchObject({
      id: report.mailId,
      messageId: report.messageId,
      subject: "Hello Zoë",
      from: "Müller <me@example.com>",
      to: "Ada Lovelace <ada@example.com>, grace@example.com",
      envelope: { from: "me@example.com", to: ["ada@example.com", "grace@example.com"] },
      attachmentCount: 0,
      problem: null,
    });
    const mail: MailDetail = await (await get(`/inbox/${report.mailId}`)).json();
    expect(mail.html).toContain("Zoë");
    expect(mail.text).toContain("Hello, Zoë!");
    expect(mail.headers).toContainEqual({ name: "From", value: "Müller <me@example.com>" });
    expect(mail.source).toContain("Subject: =?utf-8?");

    const raw = await get(`/inbox/${report.mailId}/raw`);
    expect(raw.headers.get("content-type")).toBe("message/rfc822");
    expect((await raw.arrayBuffer()).byteLength).toBe(mail.size);
  });

  it("answers 422 when nobody is to get the mail", async () => {
    const response = await post("/templates/greeting/send", { context: { name: "Ada" }, to: [] });
    expect(response.status).toBe(422);
    expect((await errorOf(response)).code).toBe("no_recipients");
  });

  it("reports what is no mailbox as refused", async () => {
    const report = await send("greeting", { context: { name: "Ada" }, to: ["ada@"] });
    expect(report).toMatchObject({
      outcome: "refused",
      mailId: null,
      error: { code: "bad_address", stage: "build", retryable: false },
    });
    expect(await inbox()).toEqual([]);
  });

  it("reports a catcher that is not there as a refused connection", async () => {
    const other = await startPlayground({ directory, port: 0, smtpPort: 0 });
    try {
      await other.stopCatcher();
      const response = await fetch(`${other.url}/api/templates/greeting/send`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ context: { name: "Ada" }, to: ["ada@example.com"] }),
      });
      const report: SendReport = await response.json();
      expect(report).toMatchObject({
        outcome: "refused",
        mailId: null,
        error: { code: "connection", retryable: true },
      });
    } finally {
      await other.close();
    }
  });
});

describe("the inbox", () => {
  it("takes mail from any program, with any login, and reads its attachments", async () => {
    await converse([
      "EHLO test",
      `AUTH PLAIN ${btoa("\0anyone\0anything")}`,
      "MAIL FROM:<>",
      "RCPT TO:<ada@example.com>",
      "DATA",
      [
        "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "..two dots",
        "--b",
        "Content-Type: text/html",
        'Content-Disposition: attachment; filename="evil.html"',
        "",
        "<script>alert(1)</script>",
        "--b--",
        ".",
      ].join("\r\n"),
      "QUIT",
    ]);
    const [summary] = await inbox();
    expect(summary).toMatchObject({
      subject: "Grüße",
      envelope: { from: "", to: ["ada@example.com"] },
      attachmentCount: 1,
    });
    const mail: MailDetail = await (await get(`/inbox/${summary?.id}`)).json();
    expect(mail.source).toContain("\r\n.two dots\r\n");
    expect(mail.attachments).toMatchObject([{ filename: "evil.html", mediaType: "text/html" }]);

    const attachment = await get(`/inbox/${summary?.id}/attachments/0`);
    expect(attachment.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''evil.html");
    expect(attachment.headers.get("content-security-policy")).toContain("sandbox");
    expect((await get(`/inbox/${summary?.id}/attachments/1`)).status).toBe(404);
  });

  it("drops the oldest mail beyond its limit, and shows the newest first", async () => {
    for (let index = 1; index <= LIMIT + 2; index += 1)
      await send("greeting", { context: { name: `${index}` }, to: ["ada@example.com"] });
    expect((await inbox()).map(({ subject }) => subject)).toEqual([
      "Hello 7",
      "Hello 6",
      "Hello 5",
      "Hello 4",
      "Hello 3",
    ]);
  });

  it("is empty after it is cleared", async () => {
    const { mailId } = await send("greeting", { context: { name: "Ada" }, to: ["ada@example.com"] });
    expect((await fetch(`${playground.url}/api/inbox`, { method: "DELETE" })).status).toBe(204);
    expect(await inbox()).toEqual([]);
    const response = await get(`/inbox/${mailId}`);
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe("mail_not_found");
  });

  it("tells of new mail and of clearing as they happen", async () => {
    const controller = new AbortController();
    const response = await fetch(`${playground.url}/api/events`, { signal: controller.signal });
    const events = eventsOf(response);
    expect((await events.next()).value).toMatchObject({ event: "ready" });
    const { mailId } = await send("greeting", { context: { name: "Ada" }, to: ["ada@example.com"] });
    expect((await events.next()).value).toMatchObject({
      event: "mail",
      data: { type: "mail", mail: { id: mailId, subject: "Hello Ada" } },
    });
    await fetch(`${playground.url}/api/inbox`, { method: "DELETE" });
    expect((await events.next()).value).toMatchObject({ event: "cleared" });
    controller.abort();
  });
});

describe("who is served", () => {
  it.each(["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])("is who asks for %s", async (name) => {
    expect(await statusFor({ host: `${name}:4100` })).toBe(200);
  });

  it.each(["evil.example", "127.0.0.1.evil.example", "evil.example:4100", "localhost.evil.example"])(
    "is not who asks for %j, which may be a foreign name for this machine",
    async (host) => {
      expect(await statusFor({ host })).toBe(403);
    },
  );

  it.each(["", "user@localhost", "localhost/evil.example"])(
    "is not who asks for %j, which is no name",
    async (host) => {
      expect(await statusFor({ host })).toBe(400);
    },
  );

  it("is not a page that came from elsewhere", async () => {
    const host = new URL(playground.url).host;
    expect(await statusFor({ host, origin: "https://evil.example" })).toBe(403);
    expect(await statusFor({ host, origin: "http://127.0.0.1:9" })).toBe(403);
    expect(await statusFor({ host, origin: "null" })).toBe(403);
    expect(await statusFor({ host, origin: playground.url })).toBe(200);
  });

  it("answers JSON where there is nothing", async () => {
    const response = await get("/nothing");
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe("not_found");
  });
});

describe("starting", () => {
  it("takes the next port when one is taken, for the page and for the catcher", async () => {
    const [port, smtpPort] = [Number(new URL(playground.url).port), Number(new URL(playground.smtpUrl).port)];
    const second = await startPlayground({ directory, port, smtpPort });
    try {
      expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
      expect(Number(new URL(second.smtpUrl).port)).toBeGreaterThan(smtpPort);
    } finally {
      await second.close();
    }
  });

  it("fails with what to do when there is no such folder", async () => {
    await expect(startPlayground({ directory: `${directory}/nowhere`, port: 0, smtpPort: 0 })).rejects.toMatchObject({
      code: "template_directory",
    });
  });

  it("closes while a page still listens for events", async () => {
    const other = await startPlayground({ directory, port: 0, smtpPort: 0 });
    const response = await fetch(`${other.url}/api/events`);
    await other.close();
    await expect(response.text()).rejects.toThrow();
  });
});

/** fetch sets Host and Origin itself, so these requests are made without it. */
function statusFor(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${playground.url}/api/templates`, { headers, setHost: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

async function* eventsOf(response: Response): AsyncGenerator<{ readonly event: string; readonly data: unknown }> {
  let buffered = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    buffered += chunk;
    const blocks = buffered.split("\n\n");
    buffered = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s, 2)));
      yield { event: fields.event, data: JSON.parse(fields.data) };
    }
  }
}

/** Speaks SMTP, each line after the answer to the one before. */
function converse(lines: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(playground.smtpUrl).port), "127.0.0.1");
    const rest = [...lines];
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      answer += chunk;
      if (!/^\d{3} .*\r\n$/m.test(answer)) return;
      if (/^[45]\d\d /m.test(answer)) reject(new Error(answer));
      answer = "";
      const line = rest.shift();
      if (line !== undefined) socket.write(`${line}\r\n`);
    });
    socket.on("close", () => resolve());
    socket.on("error", reject);
  });
}
