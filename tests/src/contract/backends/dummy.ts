import { DummyBackend } from "@posthorn/dummy";
import type { BackendUnderTest } from "@posthorn/testing/contract";

/** Nothing is kept. */
export const dummy: BackendUnderTest = { create: (options) => new DummyBackend(options) };
