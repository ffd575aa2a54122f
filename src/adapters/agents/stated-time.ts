/** Words after which a time is the end of a wait; log lines begin with times as well. */
const UNTIL = String.raw`\b(?:resets?|retry|again|until|available|after|retryDelay)\b`;
const ISO = new RegExp(
  String.raw`${UNTIL}.{0,40}?\b(20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))`,
  'i',
);
/** `You will regain access on 2026-12-01 at 00:00 UTC`, of a limit that its user has set for the API of Anthropic. */
const DATED = /\baccess on (20\d\d-\d\d-\d\d) at (\d\d:\d\d) UTC\b/;
/** Claude Code ends its limit message with the reset time in seconds since 1970, after a bar. */
const EPOCH = /\|(\d{10})\b/;
/** `resets 3:30pm (Europe/Berlin)`, `resets Nov 28, 10am (UTC)`. */
const CLOCK =
  /\bresets?\b(?: at)? (?:([A-Z][a-z]{2}) (\d{1,2}),? )?(\d{1,2})(?::(\d\d))? ?([ap]m)? ?\(([A-Za-z]+(?:\/[A-Za-z_+-]+)*)\)/i;
/** `try again at 3:30 PM`, `try again at Nov 28th, 2026 3:30 PM`: Codex tells the time of the machine it runs on. */
const LOCAL_CLOCK =
  /\bagain at (?:([A-Z][a-z]{2}) (\d{1,2})(?:st|nd|rd|th)?, \d{4},? )?(1[0-2]|0?[1-9]):(\d\d) ([ap]m)\b/i;
/** `try again in 1h2m3.5s`, `retry in 34.07 seconds`, `will reset after 3h25m`, `retry-after: 20`, `"retryDelay": "23s"`. */
const SPAN =
  /(?:\b(?:retry|again|resets?|available)(?: \w+)? in|\breset after|retry[-_]?after["']?:?|retryDelay["']?:)\s*["']?((?:\d+(?:\.\d+)?\s*[a-z]*[\s,]*(?:and )?)+)/i;
const UNITS = [
  [/^d/i, 86_400_000],
  [/^h/i, 3_600_000],
  [/^(?:ms|milli)/i, 1],
  [/^m/i, 60_000],
  [/^s?/i, 1_000],
] as const;
const DAY_MS = 86_400_000;
/** No limit is stated further ahead: a month. */
const LONGEST_DAYS = 32;

/**
 * When a limit ends, by the words of a tool, as ISO; null when they name no time or leave its zone in doubt. `here` is
 * the zone of this machine.
 */
export function statedTime(
  says: string,
  now: Date,
  here = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string | null {
  const at = dated(says) ?? onTheClock(says, now, here) ?? afterSpan(says, now);
  return at === null || !Number.isFinite(at) ? null : new Date(at).toISOString();
}

/** A time that is told whole. */
function dated(says: string): number | null {
  const iso = ISO.exec(says)?.[1];
  if (iso !== undefined) return Date.parse(iso);
  const [, day, minute] = DATED.exec(says) ?? [];
  if (day !== undefined) return Date.parse(`${day}T${minute}Z`);
  const epoch = EPOCH.exec(says)?.[1];
  return epoch === undefined ? null : Number(epoch) * 1_000;
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

/** The next time that a clock of the named zone shows the stated hour, on the stated day where one is. */
function onTheClock(says: string, now: Date, here: string): number | null {
  const found = CLOCK.exec(says) ?? LOCAL_CLOCK.exec(says);
  if (found === null) return null;
  const [, month, day, hour = '', minute = '0', half, zone = here] = found;
  const wanted = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  if (wanted > 23) return null;
  if (month === undefined || day === undefined) return nextAt(wanted * 60 + Number(minute), zone, now);
  for (let days = 0; days < LONGEST_DAYS; days++) {
    const at = nextAt(wanted * 60 + Number(minute), zone, new Date(now.getTime() + days * DAY_MS));
    if (at === null) return null;
    const shown = new Intl.DateTimeFormat('en-US', { timeZone: zone, month: 'short', day: 'numeric' }).format(at);
    if (shown.toLowerCase() === `${month} ${Number(day)}`.toLowerCase()) return at;
  }
  return null;
}

/** The next time that a clock of a zone shows so many minutes since midnight; null for a zone nobody knows. */
function nextAt(wanted: number, zone: string, now: Date): number | null {
  const shown = minutesIn(zone, now);
  if (shown === null) return null;
  const ahead = (wanted - shown + 1_440) % 1_440;
  const minutes = ahead === 0 ? DAY_MS / 60_000 : ahead;
  const at = Math.floor(now.getTime() / 60_000) * 60_000 + minutes * 60_000;
  // The clock may be put forward or back in between.
  const off = (wanted - (minutesIn(zone, new Date(at)) ?? 0) + 2_160) % 1_440;
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
