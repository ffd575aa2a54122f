import type { Origin, SettingInEffect } from './in-effect.js';
import { toml } from './toml-value.js';

/** The column at which origins stand; longer lines have theirs two spaces behind. */
const COLUMN = 52;

/** Settings as a TOML file would have them, each with its origin behind it. What is not set is a comment. */
export function settingsText(settings: readonly SettingInEffect[]): string {
  const tables = new Map<string, string[]>([['', []]]);
  for (const setting of settings) {
    const dot = setting.key.lastIndexOf('.');
    const table = setting.key.slice(0, Math.max(0, dot));
    const lines = tables.get(table) ?? [];
    tables.set(table, [...lines, row(setting.key.slice(dot + 1), setting)]);
  }
  return [...tables]
    .filter(([, lines]) => lines.length > 0)
    .map(([table, lines]) => `${table === '' ? '' : `\n[${table}]\n`}${lines.join('\n')}\n`)
    .join('');
}

function row(name: string, { value, origin, waitsFor }: SettingInEffect): string {
  const shown = value === null ? `# ${name} is not set` : `${name} = ${toml(value)}`;
  const waits = waitsFor === null || origin.from === 'default' ? '' : `; without effect: no ${waitsFor} yet`;
  return `${shown.padEnd(COLUMN)}  # ${originText(origin)}${waits}`;
}

function originText(origin: Origin): string {
  if (origin.from === 'flag') return origin.flag;
  if (origin.from === 'default') return 'default';
  return `${origin.file}:${origin.line ?? '?'}`;
}
