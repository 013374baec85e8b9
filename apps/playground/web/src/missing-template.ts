/** The headline for a template that cannot be read: it may be in the list, and lack a file. */
export function missingTemplateTitle(name: string, message: string): string {
  return /^The template ".*" has no /.test(message)
    ? `The template “${name}” is incomplete`
    : `There is no template “${name}”`;
}
