/** So many times what the peer does. */
const times = (least) => ({ of: "ratio", least });
/** So many per second, whatever the peer does. */
const perSecond = (least) => ({ of: "ours", least });
/** No more milliseconds than that, whatever the peer needs. */
const milliseconds = (most) => ({ of: "ours", most });
/** `--check` fails where less than half of it is reached. The others are shown and nothing more. */
const enforced = (goal) => ({ ...goal, enforced: true });

/**
 * What each bench is to reach; a case that is not here has no goal. Enforced is what other programs on the machine cannot
 * change much: CPU time, and ratios once the work on speed is done.
 */
export const goals = {
  "mime-build": {
    "1 KB text": times(30),
    "20 KB text + HTML": times(15),
    "CJK text + HTML": times(6),
    "+ 1 MB attachment": times(2.5),
  },
  "smtp-send": { "1 KB text, RTT 0": times(6) },
  "send-mail": { "1 KB text, wall time": perSecond(20_000), "1 KB text, CPU time": enforced(perSecond(20_000)) },
  "import-cost": { "core, wall time": milliseconds(15), "core, CPU time": enforced(milliseconds(15)) },
};

/** How much of a goal a result reaches: from 1 on it is met. */
export function reached({ of, least, most }, result) {
  return most === undefined ? result[of] / least : most / Math.max(result[of], 0);
}
