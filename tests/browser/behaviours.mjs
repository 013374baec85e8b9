// What a person does in the playground, and what they see.
import assert from "node:assert/strict";

const template = (page, name) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true });
const editor = (page) => page.getByRole("textbox", { name: "Context" });
const html = (page, title) => page.frameLocator(`iframe[title="${title}"]`);
const report = (page) => page.getByRole("status", { name: "Send report" });
const send = (page) => page.getByRole("button", { name: "Send", exact: true });

async function editContext(page, change) {
  await editor(page).waitFor();
  await page.waitForFunction(() => document.querySelector("#context").value.length > 5);
  const context = JSON.parse(await editor(page).inputValue());
  await editor(page).fill(JSON.stringify(change(context), null, 2));
}

/** The context with every text "Zoë" replaced, wherever the template's author has put it. */
const renamed = (name) => (context) => JSON.parse(JSON.stringify(context).replaceAll("Zoë", name));

export const behaviours = [
  {
    name: "a template is chosen, edited, sent over SMTP, and read in the inbox as it arrived",
    async run({ page, shoot }) {
      await template(page, "welcome").click();
      await html(page, "HTML preview").getByText("Welcome, Zoë.").waitFor();
      await shoot("template-html-light");
      await editContext(page, renamed("Ångström & Ö'Brien"));
      await html(page, "HTML preview").getByText("Welcome, Ångström & Ö'Brien.").waitFor();

      await page.getByRole("tab", { name: "Text" }).click();
      await page.getByLabel("Text version").getByText("Ångström & Ö'Brien").first().waitFor();
      assert.doesNotMatch(await page.getByLabel("Text version").textContent(), /&#x27;|&amp;/);
      await shoot("template-text-light");
      await page.getByRole("tab", { name: "Source" }).click();
      await page.getByLabel("MIME source").getByText("multipart/alternative").waitFor();
      await shoot("template-source-light");

      await page.getByLabel("To", { exact: true }).fill('"Ö, Ada" <ada@example.com>, bob@example.com');
      await send(page).click();
      await report(page).getByText("Accepted").first().waitFor();
      await report(page).getByText("bob@example.com").waitFor();
      await shoot("send-report-light");

      await page.getByRole("link", { name: "Inbox", exact: true }).click();
      await page.getByRole("region", { name: "Mails" }).getByRole("link").first().click();
      await html(page, "Received HTML").getByText("Welcome, Ångström & Ö'Brien.").waitFor();
      await page.getByText("Ö, Ada").first().waitFor();
      await shoot("inbox-mail-light");
      await page.getByRole("tab", { name: "Text" }).click();
      await page.getByLabel("Text version").getByText("Ångström & Ö'Brien").first().waitFor();
      await page.getByRole("tab", { name: "Source" }).click();
      await page.getByLabel("Received source").getByText("Subject:").first().waitFor();

      await page.emulateMedia({ colorScheme: "dark" });
      await page.getByRole("tab", { name: "HTML" }).click();
      await shoot("inbox-mail-dark");
      await template(page, "receipt").click();
      await html(page, "HTML preview").getByText("PH-20417").first().waitFor();
      await shoot("template-html-dark");
      await page.setViewportSize({ width: 390, height: 844 });
      await shoot("template-phone-dark");
      await page.emulateMedia({ colorScheme: "light" });
      await shoot("template-phone-light");
    },
  },
  {
    name: "mail from another program appears in the inbox by itself",
    async run({ page, playground, shoot }) {
      const { SmtpBackend } = await import("../../packages/backends/smtp/dist/index.js");
      const { EmailMessage } = await import("../../packages/core/dist/index.js");
      await page.getByRole("link", { name: "Inbox", exact: true }).click();
      await shoot("inbox-empty-light");
      const { hostname, port } = new URL(playground.smtpUrl);
      const connection = new SmtpBackend({ host: hostname, port: Number(port) });
      await new EmailMessage("From elsewhere", "Body", "from@example.com", ["to@example.com"], { connection }).send();
      await page.getByRole("link", { name: /From elsewhere/ }).waitFor();
    },
  },
  {
    name: "a context that is not JSON is shown with its line, the last preview stays, and nothing can be sent",
    async run({ page, shoot }) {
      await template(page, "welcome").click();
      await html(page, "HTML preview").getByText("Welcome, Zoë.").waitFor();
      await editor(page).fill('{\n  "name": "Zoë",\n}');
      await page.getByText("Line 2, column 16").waitFor();
      await html(page, "HTML preview").getByText("Welcome, Zoë.").waitFor();
      assert.equal(await send(page).isDisabled(), true);
      await shoot("context-not-json-light");
    },
  },
  {
    name: "a value that the template needs and the context lacks is named on the page",
    async run({ page }) {
      await template(page, "welcome").click();
      await html(page, "HTML preview").getByText("Welcome, Zoë.").waitFor();
      await editor(page).fill("{}");
      const alert = page.getByRole("alert");
      await alert.getByText(/the context has no value for/).waitFor();
      assert.doesNotMatch(await page.locator("body").textContent(), /\bat .*\.js:\d+/, "a stack trace");
    },
  },
  {
    name: "an unknown template says so, and what to do",
    async run({ page, playground, shoot }) {
      await page.goto(`${playground.url}/#/templates/nothing/html`);
      await page.getByText("There is no template “nothing”").waitFor();
      await shoot("template-unknown-light");
    },
  },
  {
    name: "an address that is none is marked at its field and not sent to; the report goes when it is mended",
    async run({ page }) {
      await template(page, "welcome").click();
      await html(page, "HTML preview").getByText("Welcome, Zoë.").waitFor();
      await page.getByLabel("To", { exact: true }).fill("a@b@c");
      await send(page).click();
      await page
        .locator("#address-note")
        .getByText(/must be exactly one mailbox/)
        .waitFor();
      assert.equal(await page.getByLabel("To", { exact: true }).getAttribute("aria-invalid"), "true");
      await report(page).getByText("Not sent").waitFor();
      assert.doesNotMatch(await report(page).textContent(), /must be exactly one mailbox/, "the same sentence twice");
      await page.getByLabel("To", { exact: true }).fill("ada@example.com");
      await page.waitForFunction(
        () => !document.querySelector('[aria-label="Send report"]')?.textContent.includes("Not sent"),
      );
    },
  },
  {
    name: "an SMTP server that is not there is told in the report, and the page goes on",
    async run({ page, playground, shoot }) {
      await template(page, "welcome").click();
      await html(page, "HTML preview").getByText("Welcome, Zoë.").waitFor();
      await playground.stopCatcher();
      await send(page).click();
      await report(page)
        .getByText(/ECONNREFUSED/)
        .waitFor();
      await shoot("send-refused-light");
      await template(page, "receipt").click();
      await html(page, "HTML preview").getByText("PH-20417").first().waitFor();
    },
  },
];
