import { checkOptions } from "@posthorn/core";
import { inspected } from "../inspected.ts";
import type { BackendUnderTest } from "./backend-under-test.ts";
import { contractCases } from "./contract-cases.ts";
import { checkSupports } from "./feature.ts";

const FUNCTIONS = ["create", "received", "unreachable", "opened", "beforeCase", "afterCase"] as const;
const TEXTS = ["refusedRecipient", "secret"] as const;

const checked = new WeakSet<BackendUnderTest>();

/** Checks it once. @throws TypeError for a member, a feature or a case that is missing, misspelled or of the wrong type */
export function checkBackendUnderTest(subject: BackendUnderTest): void {
  if (checked.has(subject)) return;
  checkOptions("The backend under test", subject, [...FUNCTIONS, ...TEXTS, "supports", "exceptions"]);
  if (typeof subject.create !== "function")
    throw new TypeError(`create must be a function that makes a new backend; got ${inspected(subject.create)}.`);
  for (const name of FUNCTIONS) {
    if (subject[name] !== undefined && typeof subject[name] !== "function")
      throw new TypeError(`${name} must be a function; got ${inspected(subject[name])}.`);
  }
  for (const name of TEXTS) {
    if (subject[name] !== undefined && (typeof subject[name] !== "string" || subject[name] === ""))
      throw new TypeError(`${name} must be a string that is not empty; got ${inspected(subject[name])}.`);
  }
  checkSupports(subject.supports ?? {});
  checkExceptions(subject);
  checked.add(subject);
}

function checkExceptions({ exceptions = {} }: BackendUnderTest): void {
  for (const [id, reason] of Object.entries(exceptions)) {
    if (!contractCases.some((each) => each.id === id))
      throw new TypeError(`exceptions has no case ${inspected(id)}; contractCases lists those that there are.`);
    if (typeof reason !== "string" || reason === "")
      throw new TypeError(`The exception ${inspected(id)} needs a reason, a sentence; got ${inspected(reason)}.`);
  }
}
