import { describe, expect, test } from 'vitest';
import { readDesign, withDesignStatus, withHeader } from '../../../src/formats/design-document.js';

const DOC = [
  '# Cache',
  '',
  '- **design_id**: cache',
  '- **title**: A cache',
  '- **status**: draft',
  '- **opportunity_ref**: slow-reads',
  '- **review_summary**: fine',
  '- **tasklist_ref**: t',
  '- **created**: 2026-01-31',
  '',
  '---',
  '',
  '## Problem Statement',
  '',
  'Slow.',
  '',
  '- **status**: of the body',
  '',
  '---',
  'tail',
  '',
].join('\n');

describe('readDesign', () => {
  test('AR-S20 AR-S25 the header is read, the body is what stands below it', () => {
    const read = readDesign(DOC, 'cache');
    expect(read).toMatchObject({
      id: 'cache',
      statedId: 'cache',
      title: 'A cache',
      status: 'draft',
      opportunityRef: 'slow-reads',
      reviewSummary: 'fine',
      tasklistRef: 't',
    });
    expect(read.body.startsWith('## Problem Statement\n')).toBe(true);
    expect(read.body.endsWith('---\ntail\n')).toBe(true);
  });

  test('AR-S21 a document of old', () => {
    const read = readDesign('# Design: T\n\nStatus: reviewed\n\nWords\n', 'stem');
    expect(read).toMatchObject({ id: 'stem', title: 'T', status: 'reviewed', opportunityRef: null, statedId: null });
    expect(read.header.size).toBe(0);
    expect(read.body).toContain('Words');
  });

  test('AR-S22 a word that is no status is a draft', () => {
    expect(readDesign(DOC.replace('**: draft', '**: perhaps'), 'cache').status).toBe('draft');
  });

  test('front matter is a header too', () => {
    const read = readDesign('---\ntitle: "A b"\nstatus: approved\nopportunity_ref: o\n---\n\n# A\n\n## X\n', 's');
    expect(read).toMatchObject({ title: 'A b', status: 'approved', opportunityRef: 'o', body: '# A\n\n## X\n' });
  });

  test('the name of the file is the id, whatever the header says', () => {
    expect(readDesign(DOC.replace('design_id**: cache', 'design_id**: ../x'), 'cache')).toMatchObject({
      id: 'cache',
      statedId: '../x',
    });
  });

  test('a rule below the first section ends no header', () => {
    expect(readDesign('# T\n\n## A\n\n- **status**: approved\n\n---\n', 's')).toMatchObject({
      status: 'draft',
      statusAt: null,
    });
  });
});

describe('withDesignStatus', () => {
  test('AR-S23 only the word of the header changes', () => {
    expect(withDesignStatus(DOC, 'cache', 'reviewed')).toBe(DOC.replace('**status**: draft', '**status**: reviewed'));
    const windows = DOC.replaceAll('\n', '\r\n');
    expect(withDesignStatus(windows, 'cache', 'reviewed')).toBe(windows.replace(': draft', ': reviewed'));
    expect(withDesignStatus('# Design: T\nStatus: draft\n', 's', 'approved')).toBe('# Design: T\nStatus: approved\n');
  });

  test('AR-S25 notes go behind the status, or in the place of older ones, on one line each', () => {
    const bare = DOC.replace('- **review_summary**: fine\n', '').replace('- **tasklist_ref**: t\n', '');
    const noted = withDesignStatus(bare, 'cache', 'draft', {
      review_summary: 'good\n  and short',
      tasklist_ref: 't.md',
    });
    expect(readDesign(noted ?? '', 'cache')).toMatchObject({ reviewSummary: 'good and short', tasklistRef: 't.md' });
    expect(withDesignStatus(noted ?? '', 'cache', 'draft', { review_summary: 'better' })).toBe(
      noted?.replace('good and short', 'better'),
    );
    expect(withDesignStatus(DOC, 'cache', 'draft', { review_summary: ' ' })).toBe(DOC);
    const windows = withDesignStatus(bare.replaceAll('\n', '\r\n'), 'cache', 'draft', { tasklist_ref: 't.md' });
    expect(windows).toContain('- **status**: draft\r\n- **tasklist_ref**: t.md\r\n');
    const front = '---\ntitle: T\nstatus: draft\n---\n\nwords\n';
    expect(withDesignStatus(front, 's', 'reviewed', { review_summary: 'it says: "go"' })).toBe(
      '---\ntitle: T\nstatus: reviewed\nreview_summary: "it says: \'go\'"\n---\n\nwords\n',
    );
    expect(withDesignStatus('Status: draft\n', 's', 'reviewed', { review_summary: 'x' })).toBe('Status: reviewed\n');
  });

  test('AR-S24 without a status there is nothing to change', () => {
    expect(withDesignStatus('# T\n\nwords\n', 's', 'approved')).toBeNull();
  });
});

describe('withHeader', () => {
  const wanted = {
    design_id: 'cache',
    title: 'A cache',
    status: 'draft',
    opportunity_ref: 'slow-reads',
    created: '2026-02-02',
  };

  test('a header that says all that stays as it is, the day it was made included', () => {
    expect(withHeader(DOC, 'cache', wanted)).toBe(DOC);
  });

  test('an empty reference is filled in, other keys stay', () => {
    const mended = withHeader(DOC.replace('slow-reads', ''), 'cache', wanted);
    expect(readDesign(mended, 'cache')).toMatchObject({ opportunityRef: 'slow-reads', reviewSummary: 'fine' });
    expect(mended).toContain('2026-01-31');
    expect(readDesign(mended, 'cache').body).toBe(readDesign(DOC, 'cache').body);
  });

  test('a document without a header gets one', () => {
    const told = withHeader(DOC.replace('slow-reads', '').replace('---', 'Words of its own.\n\n---'), 'cache', wanted);
    expect(told).toMatch(/---\n\nWords of its own\.\n/);
    const made = withHeader('# Something\n\n## Approach\n\nx\n', 'cache', wanted);
    expect(readDesign(made, 'cache')).toMatchObject({
      title: 'A cache',
      opportunityRef: 'slow-reads',
      body: '## Approach\n\nx\n',
    });
  });
});
