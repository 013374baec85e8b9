import { UnsupportedFeatureError } from "@posthorn/core";
import { type Feature, features } from "./feature.ts";
import { expectThat, fail, thrownBy } from "./verdict.ts";

/** Fails with what could be said of a refusal: whoever reads of one for the first time does not know that there is a place. */
export function explained(error: unknown, feature: Feature): never {
  if (!(error instanceof UnsupportedFeatureError)) throw error;
  const advice = `supports: { ${feature}: false } says that it does not carry ${features[feature].title}`;
  fail(`The backend refuses the message: ${error.message} If that is meant, ${advice}.`, error);
}

/** Holds a backend to refusing by its name what it says that it does not carry. */
export async function expectRefusal(feature: Feature, send: () => Promise<unknown>): Promise<void> {
  const { title, named } = features[feature];
  const what = `supports.${feature} is false, so a message with ${title}`;
  const { message } = await thrownBy(what, send, UnsupportedFeatureError);
  expectThat(
    named.test(message),
    `The refusal must name what cannot be carried, ${title} (${named}); it says: ${message}`,
  );
}
