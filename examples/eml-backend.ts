import { FileBackend, type FileOptions } from "@posthorn/file";

/** The backend of EMAIL_BACKEND=./dist/eml-backend.js: a file for each mail in EMAIL_FILE_PATH. */
export default class EmlBackend extends FileBackend {
  constructor(options: FileOptions = {}) {
    super({ ...options, format: "eml" });
  }
}
