import { configureMail } from "@posthorn/core";
import { afterAll, describe, expect, test } from "vitest";
import { putMailersBack } from "../put-mailers-back.ts";
import { type Attack, carryOut, targetsOf } from "./attack.ts";
import { startCanaries } from "./canaries.ts";
import { changingValues } from "./changing-values.ts";
import { controlCharacters } from "./control-characters.ts";
import { fileNames } from "./file-names.ts";
import { forgedValues } from "./forged-values.ts";
import { headerNames } from "./header-names.ts";
import { hostileAddresses } from "./hostile-addresses.ts";
import { injectedCommands } from "./injected-commands.ts";
import { listed } from "./listed.ts";
import { lookalikes } from "./lookalikes.ts";
import { mediaTypes } from "./media-types.ts";
import { overriddenMessages } from "./overridden-messages.ts";
import { smuggledEndings } from "./smuggled-endings.ts";
import { startTargets } from "./targets.ts";

putMailersBack();

const canaries = await startCanaries();
const place = (text: string): string =>
  text
    .replaceAll("$CANARY_FILE", canaries.file)
    .replaceAll("$FIFO", canaries.fifo)
    .replaceAll("{CANARY}", String(canaries.port));

const CLASSES: Readonly<Record<string, readonly Attack[]>> = {
  "a listed header": listed(["HDR", "HNAME", "HLEN", "HTYPE", "EW"], place),
  "a listed address or command": listed(["ADDR", "SMTPCMD"], place),
  "a listed content": listed(["MIME", "DOT", "SMUGGLE", "ACCESS"], place),
  "a control character": controlCharacters(),
  "an end of data": smuggledEndings(),
  "a command": injectedCommands(),
  "a mailbox": hostileAddresses(),
  "the name of a header": headerNames(),
  "a media type": mediaTypes(),
  "the name of a file": fileNames(),
  "a message that is written elsewhere": overriddenMessages(),
  "a value that is no text": forgedValues(),
  "a value that changes": changingValues(),
  "text that looks like something else": lookalikes(),
};

const { targets, stop } = await startTargets();
let attempts = 0;

afterAll(async () => {
  configureMail({});
  await stop();
  await canaries[Symbol.asyncDispose]();
});

describe.each(Object.entries(CLASSES))("%s", (_name, attacks) => {
  test.each(attacks.map((attack) => [attack.name, attack] as const))("%s", async (_attack, attack) => {
    await carryOut(attack, targets);
    expect(await canaries.touched(), "canaries that were touched").toEqual([]);
    attempts += targetsOf(attack, targets).length;
  });
});

test("every attack was carried out through every backend that has what it attacks, and none got through", () => {
  const attacks = Object.values(CLASSES).flat();
  const expected = attacks.reduce((sum, attack) => sum + targetsOf(attack, targets).length, 0);
  console.info(
    `${attacks.length} hostile inputs x ${targets.length} backends, ${attempts} attempts: ${expected - attempts} unsafe`,
  );
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
  expect(attempts).toBe(expected);
});
