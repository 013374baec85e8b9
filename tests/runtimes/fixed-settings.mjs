import { configureMail } from "@posthorn/core";

/** Gives clock and ids that are the same at every run, counted anew. */
export function fixSettings(further = {}) {
  let ids = 0;
  configureMail({
    clock: () => new Date(Date.UTC(2026, 1, 28, 23, 59, 58)),
    idSource: () => {
      ids += 1;
      return `id-${ids}`;
    },
    ...further,
  });
}
