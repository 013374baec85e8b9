import { AssertionError } from "node:assert/strict";
import { type ContractCase, contractCases, runCase } from "@posthorn/testing/contract";
import { afterAll, describe, expect, test } from "vitest";
import { handing, type Mutation, redrafting, rewriting } from "./mutations/mutation.ts";
import { mutationsOfAborts } from "./mutations/of-aborts.ts";
import { mutationsOfBatches } from "./mutations/of-batches.ts";
import { mutationsOfConnections } from "./mutations/of-connections.ts";
import { mutationsOfDrafts } from "./mutations/of-drafts.ts";
import { mutationsOfHostileInput } from "./mutations/of-hostile-input.ts";
import { mutationsOfMails } from "./mutations/of-mails.ts";
import { mutationsOfRecipients } from "./mutations/of-recipients.ts";
import { mutationsOfRefusals } from "./mutations/of-refusals.ts";
import { mutationsOfSecrets } from "./mutations/of-secrets.ts";
import { mutationsOfStreams } from "./mutations/of-streams.ts";
import { withPostOffice } from "./mutations/post-office.ts";
import { FEATURES, refusal, without } from "./mutations/refusing-backend.ts";
import { RightBackend } from "./mutations/right-backend.ts";

const mutations: readonly Mutation[] = [
  ...mutationsOfMails,
  ...mutationsOfStreams,
  ...mutationsOfRecipients,
  ...mutationsOfBatches,
  ...mutationsOfConnections,
  ...mutationsOfAborts,
  ...mutationsOfSecrets,
  ...mutationsOfDrafts,
  ...mutationsOfHostileInput,
  ...mutationsOfRefusals,
];

/** The ids of the cases that a backend does not hold, each with its failure. */
async function failures(
  { Backend, supports }: Pick<Mutation, "Backend" | "supports">,
  cases: readonly ContractCase[] = contractCases,
): Promise<Map<string, Error>> {
  const found = new Map<string, Error>();
  for (const each of cases) {
    await runCase(each, withPostOffice(Backend, supports)).catch((error: Error) => found.set(each.id, error));
  }
  return found;
}

test("a backend that does everything right holds every case", async () => {
  expect([...(await failures({ Backend: RightBackend }))]).toEqual([]);
});

test.each(FEATURES)("a backend that refuses %s by its name holds every case", async (feature) => {
  const Backend = without(feature, async () => {
    throw refusal(feature);
  });
  expect([...(await failures({ Backend, supports: { [feature]: false } }))]).toEqual([]);
});

test.each([
  ["redrafting", redrafting(() => undefined)],
  ["handing", handing((mail) => mail)],
  ["rewriting", rewriting((source) => source)],
  ["writing trace fields", rewriting((source) => `Return-Path: <>\r\nReceived: from here\r\n\tby there\r\n${source}`)],
])("%s alone is no fault", async (_name, Backend) => {
  expect([...(await failures({ Backend }))]).toEqual([]);
});

describe("a backend is found out that", () => {
  let caught = 0;
  afterAll(() => console.log(`contract mutations: ${caught}/${mutations.length} caught`));

  test.each(mutations)("$name", async (mutation) => {
    const cases = contractCases.filter(({ id }) => id === mutation.aimedAt);
    const found = await failures(mutation, cases);
    expect([...found.keys()], `The case ${mutation.aimedAt} must find it out.`).toEqual([mutation.aimedAt]);
    // It is the case that tells what is wrong, and no accident of the fault.
    expect(found.get(mutation.aimedAt)).toBeInstanceOf(AssertionError);
    caught += 1;
  });
});

test.each(contractCases.map(({ id }) => id))("the case %s is needed: a mutation is aimed at it", (id) => {
  expect(mutations.map(({ aimedAt }) => aimedAt)).toContain(id);
});

test("every mutation is aimed at a case that there is", () => {
  const ids = contractCases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(mutations.filter(({ aimedAt }) => !ids.includes(aimedAt))).toEqual([]);
});
