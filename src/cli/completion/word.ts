import { FLAGS } from '../options/all.js';
import type { Flag } from '../options/flag.js';

/** What a shell offers behind a flag: nothing when none is expected, a text nobody can guess, files, or some words. */
export type Offer = 'nothing' | 'text' | 'file' | 'folder' | readonly string[];

/** A flag as the completions of all shells are made from it. */
export interface Word {
  /** Without its dashes. */
  readonly long: string;
  readonly short: string | null;
  readonly says: string;
  readonly offer: Offer;
  /** Whether what is behind it may be left out. */
  readonly optional: boolean;
}

/** Every flag, those that commander adds included. `agents` are the names that `--cli` knows anywhere. */
export function words(agents: readonly string[]): readonly Word[] {
  const plain = { short: null, offer: 'nothing', optional: false } as const;
  return [
    ...Object.entries(FLAGS).map(([name, flag]) => word(name, flag, agents)),
    { ...plain, long: 'help', short: 'h', says: 'print the help' },
    { ...plain, long: 'version', says: 'print the version' },
  ];
}

function word(name: string, { flags, says, choices, key }: Flag, agents: readonly string[]): Word {
  const [, short = null, long = '', value = ''] = /^(?:-(\w), )?--([\w-]+)(?: (.+))?$/.exec(flags) ?? [];
  const offer = (): Offer => {
    if (value === '') return 'nothing';
    if (choices !== null) return choices;
    if (key === 'cli' || key?.startsWith('cli_')) return agents;
    if (name.endsWith('Dir')) return 'folder';
    return /path|file/.test(value) ? 'file' : 'text';
  };
  return { long, short, says, offer: offer(), optional: value.startsWith('[') };
}
