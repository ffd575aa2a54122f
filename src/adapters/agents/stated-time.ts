/** Words after which a time is the end of a wait; log lines begin with times as well. */
const UNTIL = String.raw`\b(?:resets?|retry|again|until|available|after|retryDelay)\b`;
const ISO = new RegExp(
  String.raw`${UNTIL}.{0,40}?\b(20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))`,
  'i',
);
/** Claude Code ends its limit message with the reset time in seconds since 1970, after a bar. */
const EPOCH = /\|(\d{10})\b/;
/** `resets 3:30pm (Europe/Berlin)`. */
const CLOCK = /\bresets?\b(?: at)? (\d{1,2})(?::(\d\d))? ?([ap]m)? ?\(([A-Za-z]+(?:\/[A-Za-z_+-]+)*)\)/i;
/** `try again in 1h2m3.5s`, `retry in 34.07 seconds`, `retry-after: 20`, `"retryDelay": "23s"`. */
const SPAN =
  /(?:\b(?:retry|again|resets?|available)(?: \w+)? in|retry[-_]?after["']?:?|retryDelay["']?:)\s*["']?((?:\d+(?:\.\d+)?\s*[a-z]*[\s,]*(?:and )?)+)/i;
const UNITS = [
  [/^d/i, 86_400_000],
  [/^h/i, 3_600_000],
  [/^(?:ms|milli)/i, 1],
  [/^m/i, 60_000],
  [/^s?/i, 1_000],
] as const;
const DAY_MS = 86_400_000;

/** When a limit ends, by the words of a tool, as ISO; null when they name no time or leave its zone in doubt. */
export function statedTime(says: string, now: Date): string | null {
  const iso = ISO.exec(says)?.[1];
  const epoch = EPOCH.exec(says)?.[1];
  const at =
    iso !== undefined
      ? Date.parse(iso)
      : epoch !== undefined
        ? Number(epoch) * 1_000
        : (onTheClock(says, now) ?? afterSpan(says, now) ?? Number.NaN);
  return Number.isFinite(at) ? new Date(at).toISOString() : null;
}

function afterSpan(says: string, now: Date): number | null {
  const span = SPAN.exec(says)?.[1];
  if (span === undefined) return null;
  let ms = 0;
  for (const [, amount, unit = ''] of span.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)/gi)) {
    const per = UNITS.find(([name]) => name.test(unit))?.[1] ?? 1_000;
    ms += Number(amount) * per;
  }
  return ms > 0 ? now.getTime() + ms : null;
}

/** The next time that a clock of the named zone shows the stated hour. */
function onTheClock(says: string, now: Date): number | null {
  const [, hour, minute = '0', half, zone] = CLOCK.exec(says) ?? [];
  if (hour === undefined || zone === undefined) return null;
  const wanted = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  if (wanted > 23) return null;
  const shown = minutesIn(zone, now);
  if (shown === null) return null;
  const ahead = (wanted * 60 + Number(minute) - shown + 1_440) % 1_440;
  const minutes = ahead === 0 ? DAY_MS / 60_000 : ahead;
  const at = Math.floor(now.getTime() / 60_000) * 60_000 + minutes * 60_000;
  // The clock may be put forward or back in between.
  const off = (wanted * 60 + Number(minute) - (minutesIn(zone, new Date(at)) ?? 0) + 2_160) % 1_440;
  return at + (off - 720) * 60_000;
}

/** Minutes since midnight that a clock of a zone shows; null for a zone nobody knows. */
function minutesIn(timeZone: string, at: Date): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hour12: false });
    const [hours = 0, minutes = 0] = parts.format(at).split(':').map(Number);
    return (hours % 24) * 60 + minutes;
  } catch {
    return null;
  }
}
