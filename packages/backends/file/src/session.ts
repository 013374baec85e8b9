import type { MimePart } from "@posthorn/core/mime";

/** The files of a session, from `open()` to `close()`. */
export interface Session {
  /** Writes a message whole, or nothing of it. @throws DeliveryError, and what `mime.stream()` throws */
  write(mime: MimePart, signal?: AbortSignal): Promise<void>;
  /** Once what is being written has been. */
  end(): Promise<void>;
}

/** The name of a new session, such as `20261123-090500-1f0c…`. It holds nothing of any message, so that nobody can choose it. */
export function sessionName(): string {
  const time = new Date().toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  return `${time}-${crypto.randomUUID()}`;
}
