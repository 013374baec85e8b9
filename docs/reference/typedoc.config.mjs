import { fileURLToPath } from "node:url";
import { entryPoints, packageNames } from "./entry-points.mjs";

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/** @type {import("typedoc").TypeDocOptions} */
export default {
  name: "Posthorn",
  entryPoints: entryPoints.map(({ file }) => file),
  tsconfig: here("tsconfig.json"),
  // Packages import each other by name. From the sources all of them are one program: types and links lead from package
  // to package, and nothing has to be built first.
  compilerOptions: { paths: Object.fromEntries(entryPoints.map(({ name, file }) => [name, [file]])) },

  // Protected members stay, since a backend's author overrides them. What Error and other foreign classes bring along is
  // documented elsewhere.
  excludePrivate: true,
  excludeInternal: true,
  excludeProtected: false,
  excludeExternals: true,

  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    rewrittenLink: true,
    notDocumented: true,
    unusedMergeModuleWith: true,
  },
  requiredToBeDocumented: [
    "Module",
    "Namespace",
    "Enum",
    "EnumMember",
    "Class",
    "Interface",
    "TypeAlias",
    "Function",
    "Variable",
    "Method",
    // An accessor is documented at its getter (TSDoc). Properties are left to judgement: a comment says what the types
    // cannot say, and `outcome: "accepted"` says it all.
    "GetSignature",
  ],
  packagesRequiringDocumentation: packageNames,
  // Names as `@posthorn/core/src/file.ts:Name`, each with its reason. One that is not needed any more is a problem too.
  intentionallyNotExported: [],

  out: here("out"),
  theme: "posthorn",
  customCss: here("style.css"),
  readme: "none",
  hideGenerator: true,
  // There is no public repository that a link to a source could lead to.
  disableSources: true,
  sortEntryPoints: false,
  sort: ["kind", "static-first", "alphabetical"],
  groupOrder: ["Functions", "Classes", "Interfaces", "Type Aliases", "Variables", "*", "References"],
  navigation: { includeGroups: true, excludeReferences: true },
  searchInComments: true,
  useFirstParagraphOfCommentAsSummary: true,
  visibilityFilters: { protected: true, inherited: true },
};
