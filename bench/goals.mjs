/** So many times what the peer does. */
const times = (least) => ({ of: "ratio", least });
/** No more than that part of what the peer needs. */
const share = (most) => times(1 / most);
/** So many per second, whatever the peer does. */
const perSecond = (least) => ({ of: "ours", least });
/** No more milliseconds than that, whatever the peer needs. */
const milliseconds = (most) => ({ of: "ours", most });
/** `--check` fails where less than half of it is reached. The others are shown and nothing more. */
const enforced = (goal) => ({ ...goal, enforced: true });
/** So many times what nodemailer does, and ahead of every other peer. */
const timesNodemailer = (least) => (peer) => enforced(times(peer.startsWith("nodemailer") ? least : 1));

const building = {
  "1 KB text": timesNodemailer(30),
  "20 KB text + HTML": timesNodemailer(15),
  "CJK text + HTML": timesNodemailer(6),
  "+ 1 MB attachment": timesNodemailer(2.5),
};

/**
 * What each bench is to reach; a case that is not here has no goal. Enforced is what other programs on the machine cannot
 * change much: CPU time, ratios of sides that take turns, and limits with a wide margin.
 */
const goals = {
  "mime-build": building,
  "one-core": building,
  stream: {
    "200 MB file, wall time": enforced(share(0.8)),
    "200 MB file, peak memory": enforced(share(1.2)),
    "200 MB file over SMTP, wall time": enforced(share(0.8)),
    "200 MB file over SMTP, peak memory": enforced(share(1.2)),
  },
  "address-parser": { "100 KB, the slowest": enforced(milliseconds(50)) },
  "smtp-send": { "1 KB text, RTT 0": times(6) },
  "send-mail": { "1 KB text, wall time": perSecond(20_000), "1 KB text, CPU time": enforced(perSecond(20_000)) },
  "import-cost": { "core, wall time": milliseconds(15), "core, CPU time": enforced(milliseconds(15)) },
  "test-outbox": { "10,000 sends": enforced(milliseconds(1000)), "set-up of a test file": milliseconds(15) },
};

/** The goal of a result, if it has one. */
export function goalOf({ bench, case: name, against }) {
  const goal = goals[bench][name];
  return typeof goal === "function" ? goal(against) : goal;
}

/** How much of a goal a result reaches: from 1 on it is met. */
export function reached({ of, least, most }, result) {
  return most === undefined ? result[of] / least : most / Math.max(result[of], 0);
}
