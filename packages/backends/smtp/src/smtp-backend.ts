import {
  accepted,
  type BackendOptions,
  BaseEmailBackend,
  ConfigurationError,
  type DeliverOptions,
  type Delivery,
  DeliveryError,
  failed,
  type Outgoing,
  settings,
  UnsupportedFeatureError,
} from "@posthorn/core";
import { refusedRecipients } from "./delivery-error.ts";
import { SmtpSession } from "./smtp-session.ts";

/** The options of SmtpBackend; each is the setting of the same name where it is missing. */
export interface SmtpOptions extends BackendOptions {
  /** @defaultValue the setting `emailHost`, else `localhost` */
  readonly host?: string;
  /** @defaultValue the setting `emailPort`, else 25 */
  readonly port?: number;
  /** Authenticates if both username and password are given. @defaultValue the setting `emailHostUser` */
  readonly username?: string;
  /** @defaultValue the setting `emailHostPassword` */
  readonly password?: string;
  /** Upgrades the connection by STARTTLS, or fails. @defaultValue the setting `emailUseTls`, else false */
  readonly useTls?: boolean;
  /** TLS from the first octet, usually on port 465. @defaultValue the setting `emailUseSsl`, else false */
  readonly useSsl?: boolean;
  /** In seconds, for connecting, for the greeting and for each silence of the server. @defaultValue the setting `emailTimeout`, else 120 for connecting, 30 for the greeting, 600 for silence */
  readonly timeout?: number;
  /** Sends the password over a connection without TLS to a host that is not this machine. @defaultValue false */
  readonly allowInsecureAuth?: boolean;
}

/** Sends messages through an SMTP server (RFC 5321), one connection a batch. */
export class SmtpBackend extends BaseEmailBackend {
  readonly #session: SmtpSession;
  #transmissions: Promise<unknown> = Promise.resolve();

  /** @throws ConfigurationError for both useTls and useSsl, or for an option or a setting that is wrong */
  constructor(options: SmtpOptions = {}) {
    super(options);
    const useTls = options.useTls ?? settings.emailUseTls;
    const useSsl = options.useSsl ?? settings.emailUseSsl;
    if (useTls && useSsl) {
      throw new ConfigurationError(
        "useTls (STARTTLS) and useSsl (TLS from the start) exclude each other; set only one.",
      );
    }
    const timeout = options.timeout ?? settings.emailTimeout;
    const port = options.port || settings.emailPort;
    if (timeout !== undefined && !(timeout > 0))
      throw new ConfigurationError(`timeout must be a positive number of seconds; got ${timeout}.`);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new ConfigurationError(`port must be a whole number from 1 to 65535; got ${port}.`);
    this.#session = new SmtpSession({
      host: options.host || settings.emailHost,
      port,
      username: options.username ?? settings.emailHostUser,
      password: options.password ?? settings.emailHostPassword,
      useTls,
      useSsl,
      allowInsecureAuth: options.allowInsecureAuth ?? false,
      ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
    });
  }

  protected override async connect({ signal }: DeliverOptions): Promise<void> {
    await this.#session.connect(signal);
  }

  protected override async disconnect(): Promise<void> {
    await this.#session.quit();
  }

  /** One transaction at a time: concurrent batches share the connection, and the one before may have lost it. */
  protected override transmit(outgoing: Outgoing, { signal }: DeliverOptions): Promise<Delivery> {
    const transmission = this.#transmissions.then(async () => {
      await this.#session.connect(signal);
      return this.#transmit(outgoing, signal);
    });
    this.#transmissions = transmission.catch(() => undefined);
    return transmission;
  }

  async #transmit({ message, envelope, mime }: Outgoing, signal?: AbortSignal): Promise<Delivery> {
    if (envelope.smtpUtf8) {
      throw new UnsupportedFeatureError(
        "An address of this message has non-ASCII characters before its @, which needs SMTPUTF8 (RFC 6531); @posthorn/smtp cannot send it yet.",
      );
    }
    const strange = [envelope.from, ...envelope.to].find((address) => /[<>]/.test(address));
    if (strange !== undefined) {
      throw new UnsupportedFeatureError(
        `@posthorn/smtp cannot send to or from ${strange}, whose local part has angle brackets.`,
      );
    }
    try {
      const { response, refused } = await this.#session.send(envelope, mime.toBytes(), signal);
      const code = Number.parseInt(response, 10);
      const taken = envelope.to
        .filter((address) => !refused.some((recipient) => recipient.address === address))
        .map((address) => ({ address, outcome: "accepted", code, response }) as const);
      return accepted(message, { recipients: [...taken, ...refused] });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      return failed(message, error, refusedRecipients(error));
    }
  }
}
