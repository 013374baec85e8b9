/**
 * Faults on purpose: mail that follows a script, so that the error paths of a program get tests.
 *
 * @packageDocumentation
 */

export { type FollowedScript, followScript } from "../outbox/follow-script.ts";
export {
  accept,
  type Fault,
  failWith,
  hang,
  limitRate,
  loseAnswer,
  loseConnection,
  refuse,
  refuseConnection,
  refuseLogin,
} from "./fault.ts";
export type { Script } from "./fault-script.ts";
export { ScriptedBackend, type ScriptedOptions } from "./scripted-backend.ts";
