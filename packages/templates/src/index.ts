export { createTemplates, type TemplatesOptions } from "./create-templates.ts";
export { TemplateError, type TemplateErrorCode, type TemplateErrorDetails } from "./template-error.ts";
export type { RenderedTemplate, TemplateContext, TemplateMessageOptions, Templates } from "./templates.ts";
