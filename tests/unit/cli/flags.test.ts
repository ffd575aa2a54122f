import { describe, expect, test } from 'vitest';
import { FLAGS, GROUPS } from '../../../src/cli/options/all.js';
import { longName, optionOf } from '../../../src/cli/options/flag.js';
import { CONFIG_KEYS } from '../../../src/config/config-schema.js';
import { runFlags } from '../../../src/domain/run-plan.js';

const rows = Object.entries(FLAGS);

interface Row {
  readonly kind: string;
  readonly flag?: string | null;
  readonly default?: unknown;
  readonly keys?: Readonly<Record<string, Row>>;
}

/** The row of a dotted key. */
const keyOf = (dotted: string): Row | undefined =>
  dotted.split('.').reduce<Row | undefined>((at, name) => at?.keys?.[name], {
    kind: 'section',
    keys: CONFIG_KEYS as Row['keys'] & {},
  });

const lower = (name: string): string => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;

describe('every flag', () => {
  test('has the name that its value is read by', () => {
    const wrong = rows.filter(([name, flag]) => {
      const option = optionOf(flag);
      const own = option.attributeName();
      return name !== (option.negate ? `no${own[0]?.toUpperCase()}${own.slice(1)}` : own);
    });
    expect(wrong).toEqual([]);
  });

  test('stands under one heading of the help', () => {
    const shown = GROUPS.flatMap(({ flags }) => Object.keys(flags));
    expect(shown.toSorted()).toEqual(Object.keys(FLAGS).toSorted());
  });

  test('that is a setting of a run is one that the journal keeps, and the other way round', () => {
    // `--no-x` is the false of `--x`.
    const off = (name: string): boolean => name.startsWith('no') && lower(name.slice(2)) in FLAGS;
    const settings = rows.filter(([name, { setting }]) => setting && !off(name)).map(([name]) => name);
    expect(settings.toSorted()).toEqual(Object.keys(runFlags.shape).toSorted());
  });

  test('names the key it wins over, whose row names the flag', () => {
    const wrong = rows.filter(([, flag]) => {
      if (flag.key === null) return false;
      const key = keyOf(flag.key);
      return key?.kind !== 'key' || key.flag !== longName(flag);
    });
    expect(wrong).toEqual([]);
  });

  // The help shows built-in defaults (S20) without loading the schema they stand in.
  test('shows the default of its key', () => {
    const wrong = rows.filter(([, { key, shown }]) => {
      if (key === null || shown === null) return false;
      return String(keyOf(key)?.default) !== String(shown);
    });
    expect(wrong).toEqual([]);
  });
});
