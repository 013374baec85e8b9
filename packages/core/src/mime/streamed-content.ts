import { describe } from "../describe.ts";
import { InvalidMessageError, StreamedContentError } from "../errors.ts";
import { failureOf, listenTo, spentBy, textEncodingOf } from "./node-stream.ts";
import { joined } from "./pieces.ts";

/** Content that can be read again and again, such as a Blob: each `stream()` begins at the first octet. */
export interface Reopenable {
  /** In octets. */
  readonly size: number;
  /** The octets, from the first one on. */
  stream(): ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** Content that is read when it is sent: a Blob or what can be read like one, or a stream, which can be read once. */
export type ContentStream = Reopenable | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** Whose content it is, which errors name. */
export interface Owner {
  /** Null for what has no name. */
  readonly filename: string | null;
  readonly contentType: string;
}

const begun = new WeakSet<object>();

/** Whether a value is content that is read when it is sent. */
export function isContentStream(value: unknown): value is ContentStream {
  return (
    typeof value === "object" && value !== null && (isReopenable(value) || isReadable(value) || isAsyncIterable(value))
  );
}

/** The content of a part, read when the part is written. */
export class StreamedContent {
  /** What it is read from. */
  readonly source: ContentStream;
  /** In octets; undefined where it is not known before it was read. */
  readonly size: number | undefined;
  /** Whether it can be read again and again. */
  readonly isReopenable: boolean;
  /** No other can be written without knowing all of it. */
  readonly encoding = "base64";
  readonly #owner: Owner;

  constructor(source: ContentStream, owner: Owner) {
    this.source = source;
    this.#owner = owner;
    this.isReopenable = isReopenable(source);
    this.size = isReopenable(source) ? source.size : undefined;
    if (!this.isReopenable) listenTo(source);
  }

  /**
   * Refuses what is known to be of no use when it is attached. One that was sent since can still be copied with its draft.
   *
   * @throws what `check()` throws
   */
  checkAttached(): void {
    if (!this.isReopenable && !begun.has(this.source)) this.#checkSource();
  }

  /**
   * Makes sure that it can be read.
   *
   * @param taken - what is read before it, to which it is added
   * @throws StreamedContentError if it was read, or is taken, and can be read once; InvalidMessageError if it failed;
   *   TypeError if it is known to give text
   */
  check(taken: Set<ContentStream> = new Set()): void {
    const { source } = this;
    if (this.isReopenable) return;
    if (begun.has(source) || taken.has(source) || (isReadable(source) && source.locked)) throw this.#spent("read");
    this.#checkSource();
    taken.add(source);
  }

  /** What a stream of Node tells of itself; others tell nothing. */
  #checkSource(): void {
    const { source } = this;
    const encoding = textEncodingOf(source);
    if (encoding !== undefined) {
      throw new TypeError(
        `${this.#name} must be a stream of Uint8Arrays; it gives text, since it has the encoding ${describe(encoding)}.`,
      );
    }
    const failure = failureOf(source);
    if (failure) throw this.#unreadable(failure.cause);
    const spent = spentBy(source);
    if (spent !== undefined) throw this.#spent(spent);
  }

  #spent(by: "read" | "destroyed"): StreamedContentError {
    return new StreamedContentError(
      `${this.#name} is a stream, which can be read once, and is ${by} already; attach a Blob, a file or octets to send it again.`,
    );
  }

  #unreadable(cause: unknown): InvalidMessageError {
    const reason = describe(cause instanceof Error ? cause.message : cause);
    return new InvalidMessageError(`${this.#name} cannot be read: ${reason}`, "unreadable_content", { cause });
  }

  /** As errors call it; a part knows its file name only when it is complete. */
  get #name(): string {
    const { filename, contentType } = this.#owner;
    return filename === null
      ? `The content of the ${contentType} part`
      : `The content of the attachment ${describe(filename)}`;
  }

  /**
   * All octets.
   *
   * @throws what `octets()` throws
   */
  async read(): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array[] = [];
    // A source may fill the same memory again.
    for await (const chunk of this.octets()) chunks.push(new Uint8Array(chunk));
    return joined(chunks);
  }

  /**
   * The octets, as they come.
   *
   * @throws StreamedContentError if it was read before and can be read once; InvalidMessageError if it cannot be read;
   *   TypeError if it gives anything but octets
   */
  async *octets(): AsyncGenerator<Uint8Array, void, undefined> {
    this.check();
    if (!this.isReopenable) begun.add(this.source);
    const { size } = this;
    let length = 0;
    let wrong: unknown;
    try {
      for await (const chunk of chunksOf(this.source)) {
        if (!(chunk instanceof Uint8Array)) {
          wrong = chunk;
          break;
        }
        length += chunk.length;
        if (size !== undefined && length > size) break;
        yield chunk;
      }
    } catch (cause) {
      if (cause instanceof InvalidMessageError) throw cause;
      throw this.#unreadable(cause);
    }
    if (wrong !== undefined) {
      // Text may be a file in a wrong encoding, which would fill the screen with escapes.
      const given = typeof wrong === "string" ? "text" : describe(wrong);
      throw new TypeError(`${this.#name} must be a stream of Uint8Arrays; it gave ${given}.`);
    }
    // A length that was told before, as SMTP's SIZE is, must hold; and half of a file is no file.
    if (size !== undefined && length !== size) {
      throw new InvalidMessageError(
        `${this.#name} changed since it was attached: it had ${size} octets, and gave ${length > size ? "more" : length}.`,
        "unreadable_content",
      );
    }
  }
}

function chunksOf(source: ContentStream): AsyncIterable<unknown> {
  const stream = isReopenable(source) ? source.stream() : source;
  return isReadable(stream) ? readerChunks(stream) : stream;
}

/** The chunks of a stream of the Web, which not every runtime lets `for await` read. */
async function* readerChunks(stream: ReadableStream<unknown>): AsyncGenerator<unknown, void, undefined> {
  const reader = stream.getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isDone = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!isDone) await reader.cancel();
  }
}

function isReopenable(value: object): value is Reopenable {
  if (!("stream" in value && typeof value.stream === "function" && "size" in value)) return false;
  return Number.isSafeInteger(value.size) && Number(value.size) >= 0;
}

function isReadable(value: object): value is ReadableStream<Uint8Array> {
  return "getReader" in value && typeof value.getReader === "function";
}

function isAsyncIterable(value: object): value is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in value;
}
