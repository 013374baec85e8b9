import { describeBackend } from "@posthorn/testing/contract";
import { describe, test } from "vitest";
import { consoleDjango, consoleReadable, consoleSource } from "./backends/console.ts";

describeBackend('@posthorn/console, format "readable",', consoleReadable, { describe, test });
describeBackend('@posthorn/console, format "source",', consoleSource, { describe, test });
describeBackend('@posthorn/console, format "django",', consoleDjango, { describe, test });
