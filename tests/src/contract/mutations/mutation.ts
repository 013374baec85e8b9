import type { DeliverOptions, Delivery, EmailMultiAlternatives, Outgoing } from "@posthorn/core";
import type { Supports } from "@posthorn/testing/contract";
import type { HandedMail, PostalBackend } from "./post-office.ts";
import { RightBackend } from "./right-backend.ts";

/** A backend with one fault. */
export interface Mutation {
  /** What it does wrong. */
  readonly name: string;
  /** The id of the case that must find it out. */
  readonly aimedAt: string;
  readonly Backend: PostalBackend;
  readonly supports?: Supports;
}

/** A backend that sends something else than it was given. */
export function redrafting(edit: (copy: EmailMultiAlternatives) => void): PostalBackend {
  return class extends RightBackend {
    protected override transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
      // The messages of the cases all have alternatives.
      const copy = outgoing.message.copy() as EmailMultiAlternatives;
      for (const name of ["Message-ID", "Date"]) copy.extraHeaders[name] ??= outgoing.mime.get(name) ?? "";
      edit(copy);
      return super.transmit({ ...outgoing, mime: copy.message() }, options);
    }
  };
}

/** A backend that hands something else over than it has built. */
export function handing(edit: (mail: HandedMail, outgoing: Outgoing) => HandedMail): PostalBackend {
  return class extends RightBackend {
    protected override hand(mail: HandedMail, outgoing: Outgoing): void {
      super.hand(edit(mail, outgoing), outgoing);
    }
  };
}

/** A backend that writes other octets than it has built. */
export function rewriting(edit: (source: string) => string): PostalBackend {
  return handing((mail) => {
    const written = Buffer.from(edit(Buffer.from(mail.octets()).toString("latin1")), "latin1");
    return { ...mail, octets: () => written };
  });
}
