// A parameter that is taken apart in the signature has no name: it gets that of its type (`Outgoing`: outgoing,
// `SmtpOptions`: options).
import { Converter, ReflectionKind } from "typedoc";

export function nameParameters(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
      const type = parameter.type?.name;
      if (parameter.name !== "__namedParameters" || !type) continue;
      parameter.name = type.endsWith("Options") ? "options" : type[0].toLowerCase() + type.slice(1);
    }
  });
}
