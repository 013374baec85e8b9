export { MemoryBackend, MemoryBackend as default, type MemoryOptions } from "./memory-backend.ts";
export { outbox } from "./outbox.ts";
