import { describeBackend } from "@posthorn/testing/contract";
import { describe, test } from "vitest";
import { bulk } from "./backends/bulk.ts";
import { djangoStyle } from "./backends/django-style.ts";
import { journal } from "./backends/journal.ts";

describeBackend("examples/journal-backend.ts", journal, { describe, test });
describeBackend("examples/bulk-backend.ts", bulk, { describe, test });
describeBackend("examples/django-style-backend.ts", djangoStyle, { describe, test });
