import { BadAddressError, checkOptions, formatMailbox } from "@posthorn/core";
import { inspected } from "../inspected.ts";
import { checkReply } from "../smtp-reply.ts";
import { type Deed, Fault } from "./fault.ts";

/** What becomes of messages. */
export interface Script {
  /** What becomes of the first message that is sent, of the second, and so on; those behind them are accepted. */
  readonly sends?: readonly Fault[] | undefined;
  /** Recipients whom the server refuses in every message, by their bare addresses, and its reply: 4yz for now, 5yz for good. */
  readonly refuse?: Readonly<Record<string, string>> | undefined;
}

/** A script that is followed, one message after the other. */
export class FaultScript {
  readonly #sends: Fault[];
  readonly #refusals: ReadonlyMap<string, string>;

  /**
   * @param what - who takes the script
   * @throws TypeError for an option that does not exist, something that is no fault, no address, or no reply
   */
  constructor(script: Script | readonly Fault[], what = "The script") {
    if (typeof script !== "object" || script === null || script instanceof Fault) {
      throw new TypeError(
        `${what} takes a list of faults, such as [refuse(), accept()], or { sends, refuse }; got ${script instanceof Fault ? "one fault" : inspected(script)}.`,
      );
    }
    const given: Script = isList(script) ? { sends: script } : script;
    checkOptions(what, given, ["sends", "refuse"], {
      recipients: "Recipients to refuse are refuse: { address: reply }.",
    });
    const { sends = [], refuse = {} } = given;
    if (!isList(sends)) throw new TypeError(`sends of ${what} must be a list of faults; got ${inspected(sends)}.`);
    this.#sends = sends.map(checkFault);
    this.#refusals = new Map(
      Object.entries(refuse).map(([address, reply]) => [keyOf(address), checkedReply(address, reply)]),
    );
  }

  /** How many faults nothing has met yet. */
  get remaining(): number {
    return this.#sends.length;
  }

  /** What becomes of the next message, which stays the next one. */
  peek(): Deed | undefined {
    return this.#sends[0]?.deed;
  }

  /** What becomes of the next message. */
  next(): Deed {
    return this.#sends.shift()?.deed ?? { kind: "accept" };
  }

  /** The reply that refuses a recipient; undefined for one that is taken. */
  refusalOf(address: string): string | undefined {
    return this.#refusals.get(address.toLowerCase());
  }
}

function isList(script: unknown): script is readonly Fault[] {
  return Array.isArray(script);
}

function checkFault(fault: Fault, index: number): Fault {
  if (fault instanceof Fault) return fault;
  throw new TypeError(`sends[${index}] must be a fault, such as refuse() or accept(); got ${inspected(fault)}.`);
}

/** An address as the envelope has it. */
function keyOf(address: string): string {
  try {
    return formatMailbox("", address).toLowerCase();
  } catch (error) {
    if (!(error instanceof BadAddressError)) throw error;
    throw new TypeError(`refuse names bare addresses, such as gone@example.com; got ${inspected(address)}.`, {
      cause: error,
    });
  }
}

function checkedReply(address: string, reply: string): string {
  return checkReply(`refuse[${inspected(address)}]`, reply);
}
