export type { BodyContainsMatcher } from "./body-contains.ts";
export { outbox } from "./outbox.ts";
