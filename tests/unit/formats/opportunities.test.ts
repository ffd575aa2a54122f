import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpportunityId } from '../../../src/domain/ids.js';
import { OPPORTUNITY_STATUSES } from '../../../src/domain/opportunity.js';
import { readOpportunities } from '../../../src/formats/opportunities.js';
import { appendOpportunity, setOpportunityStatus } from '../../../src/formats/opportunities-edit.js';

const text = (...lines: string[]): string => `${lines.join('\n')}\n`;
const only = (...lines: string[]) => readOpportunities(text(...lines))[0];
const id = (word: string): OpportunityId => word as OpportunityId;

describe('readOpportunities', () => {
  test('AR-S7 the box tells the status, a stated one wins', () => {
    expect(only('- [ ] **A**')?.status).toBe('identified');
    expect(only('- [x] **A**')?.status).toBe('adopted');
    expect(only('- [X] **A**')?.status).toBe('adopted');
    expect(only('- [ ] **A**', '  - Status: rejected')?.status).toBe('rejected');
    expect(only('- [x] **A**', '  - Status: identified')?.status).toBe('identified');
    expect(only('- [x] **A**', '  - Status: parked')?.status).toBe('adopted');
  });

  test('AR-S8 an id is what its line names, else the title gives it', () => {
    expect(only('- [ ] **A b**', '  - Opportunity ID: x')?.id).toBe('x');
    expect(only('- [ ] **A b**', '  - ID: y')?.id).toBe('y');
    expect(only('- [ ] **A b**', '  - ID: y', '  - Opportunity ID: x')?.id).toBe('x');
    expect(only('- [ ] **Fix: the (big) Bug!**')?.id).toBe('fix-the-big-bug');
  });

  test.each(['design_ref', 'Design Ref', 'Design Reference', 'design-reference', 'DESIGN_REF'])(
    'AR-S9 %s names the design',
    (key) => expect(only('- [ ] **A**', `  - ${key}: d`)?.designRef).toBe('d'),
  );

  test.each([
    ['  - ROI Score: 2.5', 2.5],
    ['  - **ROI Score**: 2.5', 2.5],
    ['  - **ROI Score:** 2.5', 2.5],
    ['  - ROI Score: high', null],
    ['  - ROI: 3', null],
  ])('AR-S10 %s', (line, roi) => expect(only('- [ ] **A**', line)?.roi).toBe(roi));

  test('AR-S11 whether a design is needed may be left open', () => {
    expect(only('- [ ] **A**', '  - Requires Design: True')?.requiresDesign).toBe(true);
    expect(only('- [ ] **A**', '  - Requires Design: no')?.requiresDesign).toBe(false);
    expect(only('- [ ] **A**')?.requiresDesign).toBeNull();
  });

  test('AR-S12 sections are read where there is no entry', () => {
    const old = text(
      '# Opportunities',
      '',
      '### Add a cache',
      '**ROI Score**: 2',
      'Description: faster',
      '',
      '### Next',
    );
    expect(readOpportunities(old).map((one) => [one.id, one.status, one.roi])).toEqual([
      ['add-a-cache', 'identified', 2],
      ['next', 'identified', null],
    ]);
    expect(readOpportunities(`${old}- [ ] **New**\n`).map((one) => one.id)).toEqual(['new']);
  });

  test('AR-S13 nothing is an empty list', () => {
    expect(readOpportunities('')).toEqual([]);
    expect(readOpportunities('# Opportunities\n\nNone found.\n')).toEqual([]);
  });

  test('OL-S10 adopted, rejected, ids and scores of one file', () => {
    const all = readOpportunities(
      text(
        '- [x] **Done**',
        '',
        '- [ ] No',
        '  - Status: rejected',
        '  - ROI Score: 4',
        '- [ ] **Open one**',
        '',
        '  - ROI Score: 1.5',
      ),
    );
    expect(all.map((one) => [one.id, one.status, one.roi])).toEqual([
      ['done', 'adopted', null],
      ['no', 'rejected', 4],
      ['open-one', 'identified', 1.5],
    ]);
  });

  test('code and comments hold no entry', () => {
    expect(readOpportunities(text('```', '- [ ] **A**', '```', '<!--', '- [ ] **B**', '-->'))).toEqual([]);
  });
});

describe('setOpportunityStatus', () => {
  const list = text(
    '# Mine',
    '- [ ] **Support [x] syntax**',
    '  - **Opportunity ID**: a',
    '  - Note: keep',
    '',
    'prose',
    '- [ ] **B**',
  );

  test('OL-S11 AR-S16 adopting ticks its box and changes nothing else', () => {
    const adopted = setOpportunityStatus(list, id('a'), 'adopted');
    expect(adopted).toEqual({ ok: true, value: list.replace('- [ ] **Support', '- [x] **Support') });
    if (adopted.ok)
      expect(setOpportunityStatus(adopted.value, id('a'), 'identified')).toEqual({ ok: true, value: list });
  });

  test('AR-S17 a rejected one that is adopted says so no more', () => {
    const rejected = setOpportunityStatus(list, id('a'), 'rejected');
    expect(rejected.ok && rejected.value).toContain('syntax**\n  - Status: rejected\n  - **Opp');
    expect(rejected.ok && setOpportunityStatus(rejected.value, id('a'), 'identified')).toEqual({
      ok: true,
      value: list,
    });
  });

  test('AR-S18 an unknown id, and one that two have, is refused', () => {
    expect(setOpportunityStatus(list, id('c'), 'adopted')).toEqual({
      ok: false,
      error: { reason: 'unknown', id: 'c' },
    });
    const twice = setOpportunityStatus(text('- [ ] **B**', '- [ ] **B**'), id('b'), 'adopted');
    expect(twice).toEqual({ ok: false, error: { reason: 'twice', id: 'b', lines: [1, 2] } });
  });

  test('any status, given to any entry, is read back, and the entries beside it stay as they are', () => {
    const block = fc.record({
      mark: fc.constantFrom(' ', 'x', 'X'),
      stated: fc.constantFrom('', '  - Status: rejected', '  - Status: adopted'),
      eol: fc.constantFrom('\n', '\r\n'),
    });
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        fc.constantFrom(...OPPORTUNITY_STATUSES),
        (blocks, at, to) => {
          const eol = blocks[0]?.eol ?? '\n';
          const whole = blocks
            .map(({ mark, stated }, i) =>
              [`- [${mark}] **N ${i}**`, ...(stated === '' ? [] : [stated]), '  - Description: d'].join(eol),
            )
            .join(eol);
          const target = `n-${at % blocks.length}`;
          const set = setOpportunityStatus(whole, id(target), to);
          expect(set.ok).toBe(true);
          if (!set.ok) return;
          const [before, after] = [readOpportunities(whole), readOpportunities(set.value)];
          expect(after.map((one) => one.id)).toEqual(before.map((one) => one.id));
          for (const [i, one] of after.entries()) {
            if (one.id === target) expect(one.status).toBe(to);
            else expect(one.raw).toBe(before[i]?.raw);
          }
        },
      ),
    );
  });
});

describe('appendOpportunity', () => {
  const one = {
    id: id('add-cache'),
    title: 'Add a **fast**\ncache',
    status: 'adopted' as const,
    description: 'two\nlines',
    requiresDesign: true,
    designRef: null,
    sourceRef: 'cli:--design',
    priority: 'P1',
    roi: 2.5,
  };

  test('AR-S14 a first entry begins the file, a second stands behind an empty line', () => {
    const first = appendOpportunity('', one);
    expect(first).toBe(
      text(
        '# Opportunities',
        '',
        '- [x] **Add a fast cache**',
        '  - Opportunity ID: add-cache',
        '  - Requires Design: true',
        '  - ROI Score: 2.5',
        '  - Priority: P1',
        '  - Source Ref: cli:--design',
        '  - Description: two lines',
      ),
    );
    expect(appendOpportunity(first, { ...one, id: id('b') })).toContain('lines\n\n- [x] **Add');
  });

  test('AR-S19 what is written is read back', () => {
    const [read] = readOpportunities(appendOpportunity('', one));
    expect(read).toMatchObject({ ...one, title: 'Add a fast cache', description: 'two lines' });
  });
});
