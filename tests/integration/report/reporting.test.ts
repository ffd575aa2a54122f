import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layoutOf, runLayout } from '../../../src/adapters/state/layout.js';
import { openReporting, type Reporting } from '../../../src/cli/reporting.js';
import type { Usage } from '../../../src/domain/agent.js';
import { stage } from '../../unit/cli/stage.js';
import { answered, asked, ended, refused, runEnded, started, task } from '../../unit/report/samples.js';

let top = '';
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'millstone-report-'));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const profile = { id: 'dev_implementation', tier: 'C1_local_write' } as const;
const usage: Usage = { inputTokens: 100, cachedTokens: 20, outputTokens: 7, costUsd: 0.5, source: 'reported' };

function open() {
  const { host, written } = stage();
  const reporting = openReporting({ verbosity: 'normal', json: true }, host);
  const layout = layoutOf(top);
  return { reporting, written, layout, files: runLayout(layout, join(top, '.git'), reporting.run) };
}

function play({ emit }: Reporting): void {
  emit(started);
  emit({ type: 'task-started', task, maxCycles: 3, nth: 1, of: 1 });
  emit({ type: 'reviewed', cycle: 1, of: 3, cli: 'claude', ms: 5, replayed: false, verdict: refused });
  emit(ended());
}

describe('the events of a run', () => {
  test('reach the screen, the log and the records', async () => {
    const { reporting, written, layout, files } = open();
    reporting.keep(layout, files, { verbosity: 'normal', logDiff: 'summary', profile });
    play(reporting);
    await reporting.settle();
    reporting.emit(runEnded());
    await reporting.close();

    expect(written.out.trimEnd().split('\n')).toHaveLength(5);
    expect(written.err).toContain('=== SUCCESS ===');
    expect(readFileSync(files.log, 'utf8')).toContain('=== SUCCESS ===');
    expect(readFileSync(files.events, 'utf8').trimEnd().split('\n')).toHaveLength(5);
    expect(readdirSync(layout.tasks)).toEqual([expect.stringMatching(`^${reporting.run}_[0-9a-f]{8}\\.json$`)]);
    expect(readFileSync(layout.reviews, 'utf8')).toContain('"REQUEST_CHANGES"');
    expect(readdirSync(layout.evidence)).toHaveLength(2);
  });

  test('EV-S40 of tasks with equal words bear the same eight digits, of others different ones', async () => {
    const digits = async (raw: string): Promise<string> => {
      const { reporting, layout, files } = open();
      reporting.keep(layout, files, { verbosity: 'normal', logDiff: 'summary', profile });
      reporting.emit({ type: 'task-started', task: { ...task, raw }, maxCycles: 3, nth: 1, of: 1 });
      reporting.emit(ended());
      await reporting.settle();
      await reporting.close();
      const name = readdirSync(layout.tasks).find((one) => one.startsWith(reporting.run)) ?? '';
      return name.slice(reporting.run.length + 1).replace('.json', '');
    };
    const first = await digits('Add retry');
    expect(first).toMatch(/^[0-9a-f]{8}$/);
    expect(await digits('Add retry')).toBe(first);
    expect(await digits('Add retries')).not.toBe(first);
  });

  test('leave nothing on the disk before they have a place', async () => {
    const { reporting } = open();
    play(reporting);
    await reporting.settle();
    await reporting.close();
    expect(readdirSync(top)).toEqual([]);
  });

  test('are added up over all calls, failed ones too', () => {
    const { reporting } = open();
    reporting.emit(asked(1, 'author'));
    reporting.emit({ type: 'agent-answered', call: 1, role: 'author', ms: 1, text: '', usage });
    reporting.emit({
      type: 'agent-failed',
      call: 2,
      role: 'author',
      ms: 1,
      failure: { reason: 'cancelled' },
      usage: null,
    });
    reporting.emit(answered(3, 'reviewer', ''));
    expect(reporting.spent()).toEqual({
      calls: 3,
      inputTokens: 120,
      outputTokens: 7,
      costUsd: 0.5,
      estimated: false,
      unpriced: [],
    });
  });

  test('a record that cannot be written is a notice with a path people know, and the rest is kept', async () => {
    const { reporting, written, layout, files } = open();
    mkdirSync(layout.root);
    // A file where the folder of the records should be.
    writeFileSync(layout.tasks, '');
    reporting.keep(layout, files, { verbosity: 'normal', logDiff: 'summary', profile });
    play(reporting);
    await reporting.settle();
    await reporting.close();
    const told = /^WARN: A record could not be written \((\S+)\): (.+)$/m.exec(written.err);
    expect(told?.[1]).toMatch(/^\.millstone\/tasks\/\S+\.json$/);
    expect(told?.[2]).not.toContain(`${told?.[1]}`);
    expect(readFileSync(files.events, 'utf8')).toContain('record-not-kept');
    expect(readdirSync(layout.evidence)).toHaveLength(2);
  });
});
