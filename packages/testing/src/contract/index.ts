/**
 * The test suite of a backend, which every backend of Posthorn runs.
 *
 * @packageDocumentation
 */

export type { ReceivedAttachment, ReceivedField, ReceivedMail, ReceivedMailbox } from "../received-mail.ts";
export { readMail } from "../received-mail.ts";
export type { ArrivedMail, BackendUnderTest } from "./backend-under-test.ts";
export type { ContractCase } from "./contract-case.ts";
export { contractCases } from "./contract-cases.ts";
export { describeBackend, type TestRunner } from "./describe-backend.ts";
export { type Feature, type FeatureText, features, type Supports } from "./feature.ts";
export { canRun, runCase } from "./run-case.ts";
