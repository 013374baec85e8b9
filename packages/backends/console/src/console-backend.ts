import { accepted, type BackendOptions, BaseEmailBackend, type Delivery, type Outgoing } from "@posthorn/core";

/** The options of ConsoleBackend. */
export interface ConsoleOptions extends BackendOptions {
  /** @defaultValue standard output */
  readonly stream?: { write(text: string): unknown };
}

const SEPARATOR = "-".repeat(79);

/** Writes what would be sent, followed by a line of dashes, and sends nothing. Not for production. */
export class ConsoleBackend extends BaseEmailBackend {
  readonly #stream: { write(text: string): unknown };

  constructor(options: ConsoleOptions = {}) {
    super(options);
    this.#stream = options.stream ?? process.stdout;
  }

  protected override async transmit({ message, mime }: Outgoing): Promise<Delivery> {
    this.#stream.write(`${mime.toString().replaceAll("\r\n", "\n")}\n${SEPARATOR}\n`);
    return accepted(message);
  }
}
