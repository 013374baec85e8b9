import { textCases } from "./cases/text.ts";
import type { ContractCase } from "./contract-case.ts";

/** Everything that a backend must do. */
export const contractCases: readonly ContractCase[] = [...textCases];
