import { EmailMessage } from "@posthorn/core";
import { HeaderField, MimePart } from "@posthorn/core/mime";

/** A complaint that programs read (RFC 5965): a multipart/report, where another mail with files is multipart/mixed. */
class AbuseReport extends EmailMessage {
  override message(): MimePart {
    const message = super.message();
    return message.with({
      contentType: "multipart/report; report-type=feedback-report",
      headers: [...message.headers, HeaderField.unstructured("Content-Language", "en")],
    });
  }
}

const feedback = new MimePart({
  contentType: "message/feedback-report",
  headers: [HeaderField.unstructured("Content-Description", "What programs read")],
  content: "Feedback-Type: abuse\nUser-Agent: Example-Mail/1.0\nVersion: 1\n",
});
const spam = "From: prince@example.net\nTo: zoe@example.com\nSubject: You have won\n\nSend your password.\n";

const report = new AbuseReport({
  subject: "FW: You have won",
  body: "This came from your network.",
  fromEmail: "abuse-reports@example.com",
  to: ["abuse@example.net"],
  attachments: [feedback, [null, spam, "message/rfc822"]],
});
await report.send();

for (const { contentType, transferEncoding } of report.message().walk()) console.log(contentType, transferEncoding);
