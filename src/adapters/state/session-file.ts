import * as z from 'zod';
import type { Notice } from '../../domain/notice.js';
import type { SessionMode } from '../../domain/session-mode.js';
import type { Files } from '../../ports/files.js';
import type { Sessions, Talker } from '../../ports/sessions.js';

/** Milliseconds after which tools may have forgotten a conversation. Source: agents.md 10. */
const TOO_OLD_MS = 24 * 3_600_000;

const entry = z.object({ cli: z.string(), conversation: z.string(), run: z.string(), at: z.string() });
const document = z.object({ version: z.literal(1), author: entry.nullish(), reviewer: entry.nullish() });
type Entry = z.infer<typeof entry>;
type Kept = Partial<Record<Talker, Entry>>;

/** What it takes to keep conversations in a file. */
export interface SessionPlaces {
  readonly file: string;
  readonly files: Files;
  readonly mode: SessionMode;
  readonly run: string;
  /** The tool of each role: a conversation of another one is of no use to it. */
  readonly clis: Readonly<Record<Talker, string>>;
  readonly now: () => Date;
  /** An earlier run goes on, whose conversations are not too old for that. */
  readonly resumed: boolean;
}

/** Conversations on disk. */
export interface SessionFile extends Sessions {
  /** What a person should know about the start. */
  readonly notices: readonly Notice[];
  /** Resolves when the file says what was told so far. */
  settled(): Promise<void>;
}

const TALKERS: readonly Talker[] = ['author', 'reviewer'];

/** Opens the file of conversations. One that cannot be read or written never stops a run. */
export async function openSessions(places: SessionPlaces): Promise<SessionFile> {
  const { file, files, mode, run, clis, now, resumed } = places;
  const kept = await readSessions(file, files);
  const notices: Notice[] = [];
  const usable = (of: Talker): string | null => {
    const one = kept[of];
    if (one === undefined || one.cli !== clis[of]) return null;
    if (mode.kind === 'across-runs') return one.conversation;
    return one.run === run ? one.conversation : null;
  };
  let writing: Promise<unknown> = Promise.resolve();
  const write = (): void => {
    const text = sessionsText(kept);
    writing = writing.then(() => files.write(file, text));
  };
  const old = TALKERS.filter((of) => now().getTime() - Date.parse(kept[of]?.at ?? '') > TOO_OLD_MS);
  if (old.length > 0 && !resumed) {
    for (const of of old) delete kept[of];
    write();
    notices.push({ kind: 'sessions-too-old', roles: old });
  }
  const going = mode.kind === 'new-each-task' ? [] : TALKERS.map((of) => [of, usable(of)] as const);
  const known = new Map(going.flatMap(([of, id]) => (id === null ? [] : [[of, id] as const])));
  if (mode.kind === 'given') known.set('author', known.get('author') ?? mode.conversation);
  if (known.size > 0) notices.push({ kind: 'sessions-kept', roles: [...known.keys()] });
  else if (mode.kind === 'across-runs') notices.push({ kind: 'no-session' });

  return {
    notices,
    of: (role) => known.get(role) ?? null,
    remember(role, conversation) {
      if (conversation === null) return;
      if (mode.kind !== 'new-each-task') known.set(role, conversation);
      const before = kept[role];
      kept[role] = { cli: clis[role], conversation, run, at: now().toISOString() };
      if (before?.conversation !== conversation || before.run !== run) write();
    },
    forget(conversation) {
      const lost = TALKERS.filter((of) => kept[of]?.conversation === conversation);
      for (const of of TALKERS) if (known.get(of) === conversation) known.delete(of);
      for (const of of lost) delete kept[of];
      if (lost.length > 0) write();
    },
    settled: async () => void (await writing),
  };
}

/** The file's text. */
export const sessionsText = (kept: Kept): string =>
  `${JSON.stringify({ version: 1, author: null, reviewer: null, ...kept }, null, 2)}\n`;

/** What the file says; nothing when it cannot be read. */
export async function readSessions(file: string, files: Files): Promise<Kept> {
  const text = await files.read(file);
  if (!text.ok || text.value === null) return {};
  try {
    const { author, reviewer } = document.parse(JSON.parse(text.value));
    return { ...(author == null ? {} : { author }), ...(reviewer == null ? {} : { reviewer }) };
  } catch {
    return {};
  }
}
