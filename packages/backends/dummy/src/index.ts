export { DummyBackend, DummyBackend as default } from "./dummy-backend.ts";
