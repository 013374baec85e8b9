import { EmailAttachment, type EmailMessage } from "@posthorn/core";
import type { MimePart } from "@posthorn/core/mime";

/** A message as an outbox keeps it, and what stood on the wire. */
export interface Stored {
  readonly message: EmailMessage;
  readonly mime: MimePart;
}

/**
 * A copy of a draft that nothing changes any more, and the tree that was built of it. What streams is read once, since some
 * streams can be read no more often.
 *
 * @throws what `mime.buffered()` throws
 */
export async function storedCopy(draft: EmailMessage, built: MimePart): Promise<Stored> {
  const message = draft.copy();
  // The connection is no part of what was sent, and may be the one that keeps it.
  message.connection = null;
  if (!built.isStreamed) return { message, mime: built };
  const mime = await built.buffered();
  const read = readParts(built, mime);
  message.attachments = message.attachments.map((attachment) => read(attachment));
  return { message, mime };
}

/** Puts what was read in the place of what streams: the attachments of a message are found in its tree by what they say. */
function readParts(built: MimePart, mime: MimePart): (attachment: EmailAttachment) => EmailAttachment {
  const whole = [...mime.walk()];
  const streamed = [...built.walk()].flatMap((part, index) => {
    const read = whole[index];
    return part.isStreamed && part.children.length === 0 && read ? [{ part, read }] : [];
  });
  return (attachment) => {
    const index = streamed.findIndex(({ part }) => isMadeOf(part, attachment));
    const [found] = index === -1 ? [] : streamed.splice(index, 1);
    if (!found) return attachment;
    const { filename, mimetype, contentId } = attachment;
    if (attachment.part) return new EmailAttachment(found.read);
    return new EmailAttachment(filename, found.read.content, { mimetype, contentId });
  };
}

function isMadeOf(part: MimePart, { filename, mimetype, contentId, part: given }: EmailAttachment): boolean {
  if (given) return part === given;
  const type = mimetype.split(";", 1).join("").trim().toLowerCase();
  const id = part.get("Content-ID");
  return (
    part.filename === filename &&
    part.contentType === type &&
    id === (contentId === null ? undefined : `<${contentId}>`)
  );
}
