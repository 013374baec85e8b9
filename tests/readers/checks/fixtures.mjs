import { readdir, readFile } from "node:fs/promises";
import { differences } from "./differences.mjs";

const folder = new URL("../../../packages/core/test/fixtures/", import.meta.url);
/** It is compared with the others; the inputs of the fixtures stand in tests of core. */
const ONE = "postal-mime";

/** Has the messages that core's tests compare to the octet read, and finds all readers of one mind. */
export async function checkFixtures(readers, summary) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".eml"));
  if (names.length === 0) summary.fail("core has no fixtures");
  for (const name of names) {
    const octets = await readFile(new URL(name, folder));
    const { [ONE]: one, ...others } = await readers.read(octets);
    const wrong = Object.entries(others).flatMap(([reader, message]) =>
      differences(one, message).map((difference) => ({ reader, ...difference })),
    );
    if (wrong.length === 0) summary.pass();
    else summary.differs(name, octets, wrong);
  }
  summary.fixtures = names.length;
}
