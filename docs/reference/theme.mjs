import { DefaultTheme } from "typedoc";

/** The default theme, with the packages at the top level of the navigation: a heading "Modules" above them says nothing. */
export class Theme extends DefaultTheme {
  buildNavigation(project) {
    return super.buildNavigation(project).flatMap((group) => group.children);
  }
}
