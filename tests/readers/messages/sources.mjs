import { configureMail } from "../posthorn.mjs";

const FIRST_DAY = Date.UTC(1999, 11, 31);
const DAYS = 20_000;
const DAY_MS = 86_400_000;

let now = new Date();
let ids = new Set();

/** The time and the ids of a message are random too, and the same for the same message. */
export function useSourcesOf(random) {
  now = new Date(FIRST_DAY + Math.floor(random.fraction() * DAYS * DAY_MS));
  ids = new Set();
  const made = ids;
  configureMail({
    clock,
    idSource: () => {
      const id = random.word(random.pick([8, 20, 36, 60]));
      made.add(id);
      return id;
    },
  });
}

export function clock() {
  return now;
}

/** The ids that the message's parts got, or will have got once it is built. */
export function issued() {
  return ids;
}
