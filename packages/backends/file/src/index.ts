export { FileBackend, FileBackend as default, type FileFormat, type FileOptions } from "./file-backend.ts";
