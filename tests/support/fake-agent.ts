import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { program } from './fake-agent-program.js';
import { FAKE_NAMES, type FakeTurn, play, printed } from './fake-agent-turn.js';

/** How the fake was called. */
export interface FakeCall {
  readonly number: number;
  readonly cli: string;
  readonly purpose: string;
  readonly argv: readonly string[];
  readonly prompt: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly pid: number;
  /** The turn it took, counted from 1; null for a sanity check nobody scripted, and for a refused call. */
  readonly turn: number | null;
  /** Why the script had nothing for it. */
  readonly refused: string | null;
  /** The process it left behind. */
  readonly left: number | null;
}

/**
 * A fake agent under all four names, for a PATH that begins with `bin`. It plays the scripted turns in order; a call
 * that does not fit the next one ends with 97 and stands in `problems()`. A sanity check nobody scripted says OK.
 */
export class FakeAgent {
  readonly bin: string;
  private readonly turns: FakeTurn[] = [];
  private readonly dirs = new Map<FakeTurn, string>();

  /** `home` is an empty folder of its own. */
  constructor(private readonly home: string) {
    this.bin = join(home, 'bin');
    for (const folder of ['bin', 'calls', 'turns']) mkdirSync(join(home, folder), { recursive: true });
    for (const name of FAKE_NAMES) {
      writeFileSync(join(this.bin, name), program(home));
      chmodSync(join(this.bin, name), 0o755);
    }
  }

  /** Adds turns to the end of the script; also while it is being played. */
  script(...turns: readonly FakeTurn[]): void {
    for (const turn of turns) {
      const place = turn.task === undefined ? 'turns' : `turns-${turn.task}`;
      const before = this.turns.filter(({ task }) => task === turn.task);
      const dir = join(this.home, place, String(before.length + 1));
      this.turns.push(turn);
      mkdirSync(dir, { recursive: true });
      this.dirs.set(turn, dir);
      for (const [i, text] of Object.values(turn.edits ?? {}).entries()) {
        if (text !== null) writeFileSync(join(dir, `edit-${i}`), text);
      }
      writeFileSync(join(dir, 'out'), printed(turn));
      writeFileSync(join(dir, 'play'), play(turn, dir));
      writeFileSync(join(dir, 'for'), `${turn.cli ?? 'any'}\n`);
      // Last, since its presence makes the turn playable.
      writeFileSync(join(dir, 'on'), `${turn.on}\n`);
    }
  }

  /** Lets the held turn of this number go on, now or when it comes. */
  release(turn: number): void {
    writeFileSync(join(this.home, 'turns', String(turn), 'released'), '');
  }

  /** Every call so far that has read its prompt, in order. */
  async calls(): Promise<readonly FakeCall[]> {
    return this.numbers().flatMap((number) => this.read(number) ?? []);
  }

  /** Resolves when the call of this number has read its prompt and taken its turn. */
  async called(number: number): Promise<FakeCall> {
    for (;;) {
      const call = this.read(number);
      if (call !== null) return call;
      await pause(10);
    }
  }

  /** Resolves when the call of this number hangs, with all it does before done, or was asked to end. */
  async reached(number: number, what: 'hanging' | 'termed'): Promise<void> {
    while (!existsSync(join(this.home, 'calls', String(number), what))) await pause(10);
  }

  /** Turns that no call has taken. */
  leftOver(): readonly FakeTurn[] {
    return this.turns.filter((turn) => !existsSync(join(this.dirs.get(turn) ?? '', 'taken')));
  }

  /** What a test must not overlook: calls without a turn, and turns without a call. */
  async problems(): Promise<readonly string[]> {
    const refused = (await this.calls()).flatMap((call) => call.refused ?? []);
    return [...refused, ...this.leftOver().map((turn) => `nobody asked for the turn on ${turn.on}`)];
  }

  /** All calls with their prompts, to be printed when a test fails. */
  async conversation(): Promise<string> {
    const told = (await this.calls()).map(
      ({ number, cli, argv, purpose, turn, refused, prompt }) =>
        `--- call ${number}: ${cli} ${argv.join(' ')}\n    for ${purpose}, turn ${turn ?? '-'}${refused === null ? '' : `, ${refused}`}\n${prompt}`,
    );
    return told.join('\n');
  }

  private numbers(): readonly number[] {
    return readdirSync(join(this.home, 'calls'))
      .map(Number)
      .sort((a, b) => a - b);
  }

  private read(number: number): FakeCall | null {
    const dir = join(this.home, 'calls', String(number));
    if (!existsSync(join(dir, 'ready'))) return null;
    const text = (name: string): string | null =>
      existsSync(join(dir, name)) ? readFileSync(join(dir, name), 'utf8') : null;
    const line = (name: string): string | null => text(name)?.trimEnd() ?? null;
    const count = (name: string): number | null => (line(name) === null ? null : Number(line(name)));
    return {
      number,
      cli: line('cli') ?? '',
      purpose: line('purpose') ?? '',
      argv: (text('argv') ?? '').split('\0').slice(0, -1),
      prompt: text('stdin') ?? '',
      env: Object.fromEntries(
        (text('env') ?? '').split('\n').flatMap((entry) => {
          const at = entry.indexOf('=');
          return at > 0 ? [[entry.slice(0, at), entry.slice(at + 1)]] : [];
        }),
      ),
      cwd: line('cwd') ?? '',
      pid: count('pid') ?? 0,
      turn: count('turn'),
      refused: line('refused'),
      left: count('left'),
    };
  }
}

/** Puts a fake agent into an empty folder. */
export const createFake = (home: string): FakeAgent => new FakeAgent(home);
