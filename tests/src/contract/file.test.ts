import { describeBackend } from "@posthorn/testing/contract";
import { describe, test } from "vitest";
import { fileEml, fileLog } from "./backends/file.ts";

describeBackend('@posthorn/file, format "log",', fileLog, { describe, test });
describeBackend('@posthorn/file, format "eml",', fileEml, { describe, test });
