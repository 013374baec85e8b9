import { configureMail, type MailConfiguration } from "@posthorn/core";

const CLOCK = new Date("2026-11-23T09:05:00Z");

/** Sets the settings of an attack. Time and ids begin anew, so that a draft is written in the same octets again. */
export function configure(configuration: Omit<MailConfiguration, "mailers"> = {}): void {
  let ids = 0;
  configureMail({
    clock: () => CLOCK,
    idSource: () => {
      ids += 1;
      return `id-${ids}`;
    },
    ...configuration,
  });
}
