import { type BackendUnderTest, readMail, type Supports } from "@posthorn/testing/contract";
import type { RightBackend, RightOptions } from "./right-backend.ts";

/** A mail as a backend hands it over. */
export interface HandedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Read when somebody looks, so that a backend that keeps what it does not own is found out. */
  readonly octets: () => Uint8Array;
}

const PASSWORD = "canary-0815";
const REFUSED_RECIPIENT = "refused@example.com";

/** The other side of the backends here. */
export class PostOffice {
  readonly mails: HandedMail[] = [];
  connections = 0;
  readonly isThere: boolean;

  constructor(isThere = true) {
    this.isThere = isThere;
  }

  connect(): void {
    if (!this.isThere) throw new Error("There is no post office.");
    this.connections += 1;
  }

  take(mail: HandedMail): void {
    if (mail.to.includes(REFUSED_RECIPIENT)) throw new Error("Nobody of that name lives here.");
    this.mails.push(mail);
  }
}

/** A class of backends that hand mails to a post office. */
export type PostalBackend = new (options: RightOptions) => RightBackend;

/** Such a class with a post office of its own for each case. */
export function withPostOffice(Backend: PostalBackend, supports: Supports = {}): BackendUnderTest {
  let office = new PostOffice();
  return {
    create: (options) => new Backend({ office, password: PASSWORD, ...options }),
    received: () => Promise.all(office.mails.map(({ from, to, octets }) => readMail(octets(), { from, to }))),
    unreachable: (options) => new Backend({ office: new PostOffice(false), password: PASSWORD, ...options }),
    opened: () => office.connections,
    refusedRecipient: REFUSED_RECIPIENT,
    secret: PASSWORD,
    supports,
    beforeCase: () => {
      office = new PostOffice();
    },
  };
}
