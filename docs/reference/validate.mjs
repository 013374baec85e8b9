// typedoc looks for missing exports in one package alone, the one that it takes the project for. Here a project is all of
// them: each in turn is named as that one.
import { packageNames } from "./entry-points.mjs";

export function validate(app, project) {
  const { notExported, ...others } = app.options.getValue("validation");
  const none = Object.fromEntries(Object.keys(others).map((check) => [check, false]));
  const exceptions = app.options.getValue("intentionallyNotExported");

  app.options.setValue("validation", { ...others, notExported: false });
  app.validate(project);

  app.options.setValue("validation", { ...none, notExported });
  for (const name of packageNames) {
    project.packageName = name;
    const ofPackage = exceptions.filter((exception) => exception.startsWith(`${name}/`));
    app.options.setValue("intentionallyNotExported", ofPackage);
    app.validate(project);
  }
}
