import { LINE_OCTETS } from "../base64.ts";
import { describe } from "../describe.ts";

/** What a timer can wait for, in ms; of more it makes 1 ms. */
const LONGEST = 2 ** 31 - 1;

/** @throws TypeError for what is no time that can be waited for */
export function checkIdleTimeout(ms: unknown): void {
  if (ms === undefined || (typeof ms === "number" && ms > 0 && ms <= LONGEST)) return;
  throw new TypeError(
    `idleTimeoutMs must be a number of ms above 0 and up to ${LONGEST}, or left out to wait for ever; got ${describe(ms)}.`,
  );
}

/**
 * Times how long a source takes for a line. What is less waits for the rest of its line (RFC 2045, 6.8), so that an octet
 * now and then would leave a server without any (RFC 5321, 4.5.3.2.7). The time that whoever reads takes is not the source's.
 */
export class LineTimer {
  readonly #limitMs: number | undefined;
  readonly #giveUp: (reason: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #resumedAt = 0;
  #waitedMs = 0;
  #octets = 0;

  constructor(limitMs: number | undefined, giveUp: (reason: string) => void) {
    this.#limitMs = limitMs;
    this.#giveUp = giveUp;
  }

  /** The source is asked. */
  resume(): void {
    if (this.#limitMs === undefined) return;
    const leftMs = this.#limitMs - this.#waitedMs;
    // A source that never lets a timer run has to end too.
    if (leftMs <= 0) this.#giveUp(this.#reason(this.#limitMs));
    this.#resumedAt = performance.now();
    this.#timer = setTimeout((ms) => this.#giveUp(this.#reason(ms)), leftMs, this.#limitMs);
  }

  /** The source has answered. */
  pause(): void {
    if (this.#limitMs === undefined) return;
    clearTimeout(this.#timer);
    this.#waitedMs += performance.now() - this.#resumedAt;
  }

  /** What the source gave. */
  add(octets: number): void {
    this.#octets += octets;
    if (this.#octets < LINE_OCTETS) return;
    this.#octets = 0;
    this.#waitedMs = 0;
  }

  #reason(ms: number): string {
    const time = ms === 1000 ? "1 second" : `${ms / 1000} seconds`;
    if (this.#octets === 0) return `nothing came for ${time}.`;
    return `only ${this.#octets} octets came in ${time}, and a line that can be written has ${LINE_OCTETS}.`;
  }
}
