export { FileBackend, FileBackend as default, type FileOptions } from "./file-backend.ts";
