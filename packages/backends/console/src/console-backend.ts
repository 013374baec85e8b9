import { text } from "node:stream/consumers";
import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type Delivery,
  type Outgoing,
} from "@posthorn/core";

/** What text can be written to, such as a stream of Node. */
export interface TextStream {
  /** Takes one whole message. */
  write(text: string): unknown;
}

/** The options of ConsoleBackend. */
export interface ConsoleOptions extends BackendOptions {
  /** @defaultValue standard output */
  readonly stream?: TextStream | undefined;
}

const SEPARATOR = "-".repeat(79);

/** Writes what would be sent, followed by a line of dashes, and sends nothing. Not for production. */
export class ConsoleBackend extends BaseEmailBackend {
  readonly #stream: TextStream;

  /** @throws TypeError for an option that does not exist, or a stream that cannot be written to */
  constructor(options: ConsoleOptions = {}) {
    checkBackendOptions("ConsoleBackend", options, ["stream"]);
    super(options);
    if (options.stream !== undefined && typeof options.stream?.write !== "function")
      throw new TypeError("stream must have a method write(text), as process.stderr has.");
    this.#stream = options.stream ?? process.stdout;
  }

  protected override async transmit({ message, mime }: Outgoing): Promise<Delivery> {
    this.#stream.write(`${(await text(mime.stream())).replaceAll("\r\n", "\n")}\n${SEPARATOR}\n`);
    return accepted(message);
  }
}
