import { inspect } from "node:util";
import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  checkBackendOptions,
  type Delivery,
  DeliveryError,
  type Outgoing,
} from "@posthorn/core";
import { djangoLog } from "@posthorn/core/mime";
import { readableMail } from "./readable-mail.ts";
import { readableParts } from "./readable-parts.ts";
import { visible } from "./reading/visible.ts";
import { indented, rule } from "./rule.ts";
import { hasColors, styled } from "./style.ts";
import { isOver, type TextStream, written } from "./written.ts";

/** How ConsoleBackend writes a mail. */
export type ConsoleFormat = "readable" | "source" | "django";

/** The options of ConsoleBackend. */
export interface ConsoleOptions extends BackendOptions {
  /** @defaultValue standard output */
  readonly stream?: TextStream | undefined;
  /**
   * `readable`: decoded, as `readableMail()` prints it; in colours on a terminal, unless NO_COLOR is set, and elsewhere if
   * FORCE_COLOR is. `source`: that, then what would be sent. `django`: what would be sent, and a line of 79 dashes.
   *
   * @defaultValue "readable"
   */
  readonly format?: ConsoleFormat | undefined;
}

const FORMATS: readonly unknown[] = ["readable", "source", "django"] satisfies ConsoleFormat[];

/** Writes what would be sent, for a person to read, and sends nothing. Not for production. */
export class ConsoleBackend extends BaseEmailBackend {
  readonly #stream: TextStream;
  readonly #format: ConsoleFormat;

  /** @throws TypeError for an option that does not exist, a stream that cannot be written to, or a format that is none */
  constructor(options: ConsoleOptions = {}) {
    checkBackendOptions("ConsoleBackend", options, ["stream", "format"]);
    super(options);
    const { stream = process.stdout, format = "readable" } = options;
    if (typeof stream?.write !== "function")
      throw new TypeError("stream must have a method write(text), as process.stderr has.");
    if (!FORMATS.includes(format))
      throw new TypeError(
        `format must be "readable", "source" or "django"; got ${inspect(format, { depth: 0, breakLength: Number.POSITIVE_INFINITY })}.`,
      );
    this.#stream = stream;
    this.#format = format;
  }

  protected override async transmit({ message, envelope, mime }: Outgoing): Promise<Delivery> {
    const text = this.#format === "django" ? await djangoLog(mime) : await this.#readable({ envelope, mime });
    try {
      // One write a message, so that those of other calls do not stand in it.
      await written(this.#stream, text);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DeliveryError(`The stream of the console backend cannot be written to: ${reason}.`, {
        code: "service",
        stage: "body",
        retryable: !isOver(this.#stream),
        cause,
      });
    }
    return accepted(message);
  }

  async #readable({ envelope, mime }: Pick<Outgoing, "envelope" | "mime">): Promise<string> {
    // A stream can be read once, and the source is written of what was read.
    const whole = await mime.buffered();
    const color = hasColors(this.#stream);
    const readable = readableMail(readableParts(whole, envelope), { color });
    if (this.#format === "readable") return readable;
    return `${readable}${rule("source", styled(color))}\n${indented(visible(whole.toString()))}\n`;
  }
}
