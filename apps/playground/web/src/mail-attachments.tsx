import type { MailDetail } from "../../src/api.ts";
import { client } from "./client.ts";
import { Icon } from "./icon.tsx";
import { formatSize } from "./size.ts";

/** The files of a mail, each of which can be saved. */
export function MailAttachments({ mail }: { readonly mail: MailDetail }) {
  if (mail.attachments.length === 0) return null;
  return (
    <ul class="attachments" aria-label="Attachments">
      {mail.attachments.map(({ filename, mediaType, size }, index) => (
        <li key={index}>
          <a
            class="attachment"
            href={client.attachmentHref(mail.id, index)}
            download={filename ?? ""}
            title={mediaType}
          >
            <Icon name="clip" />
            <span class="attachment-name">{filename ?? mediaType}</span>
            <span class="attachment-size">{formatSize(size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
