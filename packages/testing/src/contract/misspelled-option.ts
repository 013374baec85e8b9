import type { BackendOptions } from "@posthorn/core";

/** An option that no backend takes. */
export const misspelledOption: BackendOptions & { readonly failSilenty: boolean } = { failSilenty: true };
