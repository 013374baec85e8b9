import { fileURLToPath } from "node:url";
import { createTemplates } from "@posthorn/templates";
import { expect, it } from "vitest";
import { missingTemplateTitle } from "../web/src/missing-template.ts";

const templates = createTemplates({ directory: fileURLToPath(new URL("./templates", import.meta.url)) });

it.each([
  ["no-body", "The template “no-body” is incomplete"],
  ["no-subject", "The template “no-subject” is incomplete"],
  ["nothing", "There is no template “nothing”"],
  ["../greeting", "There is no template “../greeting”"],
])("the headline for %s is %s", async (name, title) => {
  const error: unknown = await templates.preview(name).catch((reason: unknown) => reason);
  expect(missingTemplateTitle(name, error instanceof Error ? error.message : "")).toBe(title);
});
