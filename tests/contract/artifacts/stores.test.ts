import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { designsFolder } from '../../../src/adapters/artifacts/file/designs.js';
import { opportunitiesFile } from '../../../src/adapters/artifacts/file/opportunities.js';
import { nodeFiles } from '../../../src/adapters/files/node-files.js';
import type { DesignId, OpportunityId } from '../../../src/domain/ids.js';
import type { Opportunity } from '../../../src/domain/opportunity.js';
import type { DesignStore } from '../../../src/ports/designs.js';
import type { OpportunityStore } from '../../../src/ports/opportunities.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { designText } from '../../support/outer-texts.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const onDisk = () => {
  const top = mkdtempSync(join(tmpdir(), 'millstone-artifacts-'));
  folders.push(top);
  return { top, files: nodeFiles };
};
const inMemory = () => ({ top: '/r', files: new MemoryFiles() });

const one: Omit<Opportunity, 'raw'> = {
  id: 'be-fast' as OpportunityId,
  title: 'Be fast',
  status: 'identified',
  description: 'It is slow.',
  requiresDesign: true,
  designRef: null,
  sourceRef: 'docs/notes.md',
  priority: null,
  roi: 2.5,
};

describe.each([
  ['on disk', onDisk],
  ['in memory', inMemory],
])('stores %s', (_name, place) => {
  const opportunities = () => {
    const { files, top } = place();
    return { store: opportunitiesFile(files, top, 'x/o.md'), files, top };
  };
  const designs = () => {
    const { files, top } = place();
    return { store: designsFolder(files, top, 'x/designs'), files, top };
  };

  test('AR-S13 nothing is there at the beginning', async () => {
    expect(await opportunities().store.list()).toEqual({ ok: true, value: [] });
    expect(await opportunities().store.text()).toEqual({ ok: true, value: '' });
  });

  test('AR-S14 AR-S19 an opportunity is written with all that is known of it, and read again', async () => {
    const { store } = opportunities();
    expect(await store.add(one)).toEqual({ ok: true });
    expect(await store.add({ ...one, id: 'other' as OpportunityId, title: 'Other' })).toMatchObject({ ok: true });
    const listed = await store.list();
    expect(listed.ok && listed.value.map(({ id, roi, sourceRef }) => ({ id, roi, sourceRef }))).toEqual([
      { id: 'be-fast', roi: 2.5, sourceRef: 'docs/notes.md' },
      { id: 'other', roi: 2.5, sourceRef: 'docs/notes.md' },
    ]);
  });

  test('AR-S1 AR-S2 AR-S15 ON-S17 all that is wrong with one is said at once, and nothing written', async () => {
    const { store } = opportunities();
    const wrong = await store.add({ ...one, id: 'A_b' as OpportunityId, title: ' ', description: '' });
    expect(wrong.ok ? '' : wrong.error).toMatch(/A_b.*no title.*no description/);
    expect(await store.text()).toEqual({ ok: true, value: '' });
  });

  test('AR-S16 AR-S17 AR-S18 OL-S11 its status changes and comes back; an unknown id is told', async () => {
    const { store } = opportunities();
    await store.add(one);
    const before = await store.text();
    expect(await store.setStatus(one.id, 'adopted')).toMatchObject({ ok: true });
    expect(await store.list()).toMatchObject({ value: [{ status: 'adopted' }] });
    expect(await store.setStatus(one.id, 'rejected')).toMatchObject({ ok: true });
    expect(await store.list()).toMatchObject({ value: [{ status: 'rejected' }] });
    expect(await store.setStatus(one.id, 'identified')).toMatchObject({ ok: true });
    expect(await store.text()).toEqual(before);
    expect(await store.setStatus('nope' as OpportunityId, 'adopted')).toMatchObject({
      error: 'x/o.md: there is no opportunity nope',
    });
  });

  test('AR-S20 AR-S26 AR-S27 designs are those documents whose names can be ids', async () => {
    const { store, files, top } = designs();
    expect(await store.list()).toEqual({ ok: true, value: [] });
    await store.write('b' as DesignId, designText('b'));
    await store.write('a' as DesignId, designText('a'));
    await files.write(`${top}/x/designs/README.md`, 'not one');
    await files.write(`${top}/x/secret.md`, designText('secret'));
    const listed = await store.list();
    expect(listed.ok && listed.value.map(({ id, file }) => `${id} ${file}`)).toEqual([
      'a x/designs/a.md',
      'b x/designs/b.md',
    ]);
    expect(await store.get('a')).toMatchObject({ value: { title: 'Title of a', opportunityRef: 'a' } });
    expect(await store.get('../secret')).toEqual({ ok: true, value: null });
    expect(await store.get('README')).toEqual({ ok: true, value: null });
  });

  test('AR-S23 AR-S24 only the status changes', async () => {
    const { store } = designs();
    await store.write('a' as DesignId, designText('a'));
    expect(await store.setStatus('a' as DesignId, 'reviewed')).toMatchObject({ ok: true });
    expect(await store.get('a')).toMatchObject({ value: { text: designText('a', 'a', 'reviewed') } });
    expect(await store.setStatus('no' as DesignId, 'reviewed')).toMatchObject({ ok: false });
    await store.files.write('x/designs/bare.md', '# Bare\n\nWords.\n');
    const refused = await store.setStatus('bare' as DesignId, 'reviewed');
    expect(refused.ok ? '' : refused.error).toContain('x/designs/bare.md: its header has no line');
  });

  test('AR-S4 a design that names no opportunity can be read, and not written', async () => {
    const { store } = designs();
    const old = '# Design: Old\n\nWords.\n';
    await store.files.write('x/designs/old.md', old);
    expect(await store.get('old')).toMatchObject({ value: { title: 'Old', opportunityRef: null } });
    const refused = await store.write('new' as DesignId, old);
    expect(refused.ok ? '' : refused.error).toBe('x/designs/new.md: it names no opportunity (opportunity_ref)');
    expect(await store.get('new')).toEqual({ ok: true, value: null });
  });

  test('AR-S35 AR-S36 what lacks something of a store is none: it does not compile', async () => {
    const { setStatus: _, ...rest } = designs().store;
    // @ts-expect-error a store of designs without setStatus
    const lacking: DesignStore = rest;
    // @ts-expect-error no function makes a store of words
    const wrong: OpportunityStore = () => 'opportunities';
    expect(['setStatus' in lacking, 'list' in wrong]).toEqual([false, false]);
  });

  test('a document that is taken away is gone', async () => {
    const { store } = designs();
    await store.write('a' as DesignId, designText('a'));
    expect(await store.files.write('x/designs/a.md', null)).toMatchObject({ ok: true });
    expect(await store.list()).toEqual({ ok: true, value: [] });
  });
});
