import { accepted, type DeliverOptions, type Delivery, DeliveryError, type Outgoing } from "@posthorn/core";
import type { Mutation } from "./mutation.ts";
import { RightBackend, type RightOptions } from "./right-backend.ts";

class PublicPassword extends RightBackend {
  readonly login: { readonly password: string };

  constructor(options: RightOptions) {
    super(options);
    this.login = { password: options.password };
  }
}

class PasswordInJson extends RightBackend {
  toJSON(): object {
    return { url: `post://bistro:${this.password}@office` };
  }
}

class PasswordInMessage extends RightBackend {
  protected override unreachable(cause: unknown): DeliveryError {
    const details = { code: "connection", stage: "connect", retryable: true, cause } as const;
    return new DeliveryError(`post://bistro:${this.password}@office cannot be reached.`, details);
  }
}

class PasswordInCause extends RightBackend {
  protected override refused(): DeliveryError {
    const token = Buffer.from(`\0bistro\0${this.password}`).toString("base64");
    return super.refused(new Error("Refused.", { cause: new Error(`AUTH PLAIN ${token}`) }));
  }
}

class PasswordAsId extends RightBackend {
  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    await super.transmit(outgoing, options);
    return accepted(outgoing.message, { providerId: `bistro:${this.password}:1` });
  }
}

class PasswordInResponse extends RightBackend {
  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    await super.transmit(outgoing, options);
    const response = `250 taken from bistro:${this.password}`;
    const recipients = outgoing.envelope.to.map((address) => ({ address, outcome: "accepted", response }) as const);
    return accepted(outgoing.message, { recipients });
  }
}

/** Faults with credentials. */
export const mutationsOfSecrets: readonly Mutation[] = [
  { name: "keeps the password where it is printed", aimedAt: "secret-in-backend", Backend: PublicPassword },
  { name: "writes the password into its JSON", aimedAt: "secret-in-backend", Backend: PasswordInJson },
  { name: "says the password in an error", aimedAt: "secret-in-errors", Backend: PasswordInMessage },
  {
    name: "leaves the password, in base64, in the cause of an error",
    aimedAt: "secret-in-errors",
    Backend: PasswordInCause,
  },
  { name: "answers the password as the id of a message", aimedAt: "secret-in-backend", Backend: PasswordAsId },
  {
    name: "answers the password as the reply to a recipient",
    aimedAt: "secret-in-backend",
    Backend: PasswordInResponse,
  },
];
