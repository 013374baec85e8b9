import { checkOptions } from "@posthorn/core";
import { describe } from "../describe.ts";
import { checkReply, type Fault } from "./fault.ts";

/** What becomes of messages. */
export interface Script {
  /** What becomes of the first message that is sent, of the second, and so on; those behind them are accepted. */
  readonly sends?: readonly Fault[] | undefined;
  /** Recipients whom the server refuses in every message, by their bare addresses, and its reply: 4yz for now, 5yz for good. */
  readonly recipients?: Readonly<Record<string, string>> | undefined;
}

/** A script that is followed, one message after the other. */
export class FaultScript {
  readonly #sends: Fault[];
  readonly #recipients: ReadonlyMap<string, string>;

  /** @throws TypeError for an option that does not exist, something that is no fault, or something that is no reply */
  constructor(script: Script | readonly Fault[]) {
    const given: Script = isList(script) ? { sends: script } : script;
    checkOptions("The script", given, ["sends", "recipients"]);
    const { sends = [], recipients = {} } = given;
    this.#sends = sends.map(faultAt);
    this.#recipients = new Map(
      Object.entries(recipients).map(([address, reply]) => [
        address.toLowerCase(),
        checkReply(`recipients[${describe(address)}]`, reply),
      ]),
    );
  }

  /** How many faults nothing has met yet. */
  get remaining(): number {
    return this.#sends.length;
  }

  /** What becomes of the next message, which stays the next one. */
  peek(): Fault | undefined {
    return this.#sends[0];
  }

  /** What becomes of the next message. */
  next(): Fault {
    return this.#sends.shift() ?? { kind: "accept" };
  }

  /** The reply that refuses a recipient; undefined for one that is taken. */
  refusalOf(address: string): string | undefined {
    return this.#recipients.get(address.toLowerCase());
  }
}

function isList(script: Script | readonly Fault[]): script is readonly Fault[] {
  return Array.isArray(script);
}

function faultAt(fault: Fault, index: number): Fault {
  if (typeof fault === "object" && fault !== null && "kind" in fault) return fault;
  throw new TypeError(`sends[${index}] must be a fault, such as refuse() or accept(); got ${describe(fault)}.`);
}
