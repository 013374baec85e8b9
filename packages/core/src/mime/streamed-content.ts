import { describe } from "../describe.ts";
import { InvalidMessageError, StreamedContentError } from "../errors.ts";
import { LineTimer } from "./line-timer.ts";
import { failureOf, listenTo, spentBy, textEncodingOf } from "./node-stream.ts";
import { joined } from "./pieces.ts";
import { SourceReader } from "./source-reader.ts";

/** How content is read. */
export interface Reading {
  /** How long a source may take for its next 57 octets, a line of base64, in ms; for ever if it is missing. */
  readonly idleTimeoutMs?: number | undefined;
  /** Ends what is read, though it gives nothing. */
  readonly signal?: AbortSignal | undefined;
}

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
    if (failure) throw this.#failed(failure.cause);
    const spent = spentBy(source);
    if (spent !== undefined) throw this.#spent(spent);
  }

  #spent(by: "read" | "destroyed"): StreamedContentError {
    return new StreamedContentError(
      `${this.#name} is a stream, which can be read once, and is ${by} already; attach a Blob, a file or octets to send it again.`,
    );
  }

  #unreadable(reason: string, cause?: unknown): InvalidMessageError {
    const text = `${this.#name} cannot be read: ${reason}`;
    return new InvalidMessageError(text, "unreadable_content", cause === undefined ? {} : { cause });
  }

  #failed(cause: unknown): InvalidMessageError {
    if (cause instanceof InvalidMessageError) return cause;
    return this.#unreadable(describe(cause instanceof Error ? cause.message : cause), cause);
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
   * @throws StreamedContentError if it was read before and can be read once; InvalidMessageError if it cannot be read,
   *   or is stopped; TypeError if it gives anything but octets
   */
  async *octets({ idleTimeoutMs, signal }: Reading = {}): AsyncGenerator<Uint8Array, void, undefined> {
    this.check();
    if (!this.isReopenable) begun.add(this.source);
    const { size } = this;
    const reader = this.#open();
    const stop = (): void => reader.stop(this.#unreadable("who read it has stopped."));
    const timer = new LineTimer(idleTimeoutMs, (reason) => reader.stop(this.#unreadable(reason)));
    signal?.addEventListener("abort", stop);
    try {
      let length = 0;
      for (;;) {
        const { done, value } = await this.#next(reader, timer);
        if (done) break;
        if (!(value instanceof Uint8Array)) throw this.#noOctets(value);
        length += value.length;
        timer.add(value.length);
        if (size !== undefined && length > size) throw this.#changed(size, "more");
        yield value;
      }
      // A length that was told before, as SMTP's SIZE is, must hold; and half of a file is no file.
      if (size !== undefined && length !== size) throw this.#changed(size, length);
    } finally {
      signal?.removeEventListener("abort", stop);
      await reader.end();
    }
  }

  #open(): SourceReader {
    try {
      const stream: unknown = isReopenable(this.source) ? this.source.stream() : this.source;
      if (typeof stream === "object" && stream !== null && (isReadable(stream) || isAsyncIterable(stream)))
        return new SourceReader(stream);
      throw this.#unreadable(`its stream() must answer a stream, and answered ${describe(stream)}.`);
    } catch (cause) {
      throw this.#failed(cause);
    }
  }

  async #next(reader: SourceReader, timer: LineTimer): Promise<IteratorResult<unknown, unknown>> {
    timer.resume();
    try {
      return await reader.next();
    } catch (cause) {
      throw this.#failed(cause);
    } finally {
      timer.pause();
    }
  }

  #changed(size: number, given: number | "more"): InvalidMessageError {
    return new InvalidMessageError(
      `${this.#name} changed since it was attached: it had ${size} octets, and gave ${given}.`,
      "unreadable_content",
    );
  }

  #noOctets(value: unknown): TypeError {
    // Text may be a file in a wrong encoding, which would fill the screen with escapes.
    const given = typeof value === "string" ? "text" : describe(value);
    return new TypeError(`${this.#name} must be a stream of Uint8Arrays; it gave ${given}.`);
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
