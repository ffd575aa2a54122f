import fc from 'fast-check';

/** Lines that tasklists are made of, and lines that look like them. */
const LINES = [
  '- [ ] Plain',
  '- [x] Done',
  '- [X] **Bold**: words',
  '- [ ] Twice',
  '- [ ]',
  '- [ ]close',
  '* [ ] star',
  ' - [ ] one space',
  '  - [ ] nested',
  '  - ID: own-id',
  '  - ID: Bad.Id',
  '\t- Risk: high',
  '  text of the task',
  '  **Acceptance criteria:**',
  '  - one',
  '<!-- id: html -->',
  '  <!-- open',
  '<!--',
  '-->',
  '```',
  '  ```ts',
  '~~~~',
  '## Group: API',
  '## Group:',
  '# Heading',
  'Paragraph',
  '',
  '',
  '   ',
  '- [ ] \u{1F600} \u2028 odd',
];

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LINES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const ending = fc.constantFrom('\n', '\n', '\r\n', '\r');

/** Any tasklist: all line ends, with and without byte order mark and last line end. */
export const anyList: fc.Arbitrary<string> = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(line, ending), { maxLength: 25 }), fc.boolean())
  .map(([bom, lines, whole]) => {
    const text = `${bom ? '\uFEFF' : ''}${lines.map((parts) => parts.join('')).join('')}`;
    return whole ? text : text.replace(/[\r\n]+$/, '');
  });

/** How many texts a property is tried on; more of them are asked for with FUZZ, as `npm run test:fuzz` does. */
export const RUNS = Number(process.env.FUZZ ?? 300);

/** For the name of a test, so that its report tells the count. */
export const TRIED = `(${RUNS} texts)`;
