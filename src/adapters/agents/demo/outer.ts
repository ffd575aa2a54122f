import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { block } from './prompt-parts.js';

/** The section whose absence the demo reviewer of designs looks for. */
const TESTS = 'How it is tested:';

/** Lists one thing to do: the demo looks at nothing, and says so. */
export function analyze(prompt: string, folder: string): string {
  const file = named(prompt, /the list is the file (\S+),/);
  const before = read(join(folder, file));
  const id = 'say-what-this-is';
  if (before.includes(`Opportunity ID: ${id}`)) return 'There is nothing new. (This is the demo agent.)';
  const entry = [
    '- [ ] **Say what this project is**',
    `  - Opportunity ID: ${id}`,
    '  - Requires Design: true',
    '  - ROI Score: 2.0',
    '  - Impact: 2/5 - whoever comes anew knows where to begin',
    '  - Effort: 1/5 - a page',
    '  - Confidence: Low',
    '  - Location: README.md:1',
    '  - Description: Written by the demo agent of millstone, which has looked at nothing. A real agent would read the code.',
  ];
  const head = before.trim() === '' ? '# Opportunities\n' : before.trimEnd();
  write(join(folder, file), `${head}\n\n${entry.join('\n')}\n`);
  return 'I listed one opportunity. (This is the demo agent: it looks at nothing.)';
}

/** Writes a design, and forgets what a reviewer will miss. */
export function design(prompt: string, folder: string): string {
  const file = named(prompt, /the document is the file (\S+);/);
  const about = block(prompt, 'The opportunity (') ?? '';
  const title = /^- \[[ xX]\] (?:\*\*)?(.*?)(?:\*\*)?$/m.exec(about)?.[1] ?? 'A goal';
  const ref = /^The opportunity \(([^)]+)\)/m.exec(prompt)?.[1] ?? '';
  write(join(folder, file), document(title, ref, file));
  return `I wrote ${file}. (This is the demo agent: it does not think.)`;
}

/** Does what the feedback asks for, if it is the one thing the demo can mend. */
export function mendDesign(prompt: string, folder: string): string {
  const file = named(prompt, /the document is the file (\S+);/);
  const path = join(folder, file);
  const text = read(path);
  if (text.includes(TESTS)) {
    const wish = (block(prompt, 'The feedback to deal with') ?? '').trim().split('\n')[0] ?? '';
    write(path, `${text.trimEnd()}\n\n## Changes\n\n- Asked for: ${wish}\n`);
    return 'I noted what was asked for. (This is the demo agent.)';
  }
  write(
    path,
    text.replace('## Alternatives Considered', `${TESTS} by reading the note.\n\n## Alternatives Considered`),
  );
  return `I said in ${file} how it is tested. (This is the demo agent.)`;
}

/** Cuts a design into one task, which is a note like all of its work. */
export function plan(prompt: string, folder: string): string {
  const file = named(prompt, /at the end of the file (\S+), under/);
  const heading = /under a heading "(## .*)"\./.exec(prompt)?.[1] ?? '## Plan';
  const text = block(prompt, 'The design (') ?? '';
  const title = /^# (.*)$/m.exec(text)?.[1] ?? 'A goal';
  const task = [
    `- [ ] **${title}**: write the note that the design asks for`,
    '  - Est. LoC: 20',
    '  - Tests: none, it is a note (a test would read it)',
    '  - Risk: low',
    '  - Criteria: the note says how to check it',
    '  - Context: demo/ holds the notes',
  ];
  const path = join(folder, file);
  const before = read(path).trimEnd();
  write(path, `${before === '' ? '# Tasklist' : before}\n\n${heading}\n\n${task.join('\n')}\n`);
  return 'I planned one task. (This is the demo agent: it does not think.)';
}

/** Reads what it is shown, and asks for the one thing that it knows. */
export function reviewArtifact(prompt: string): object {
  const text = block(prompt, 'The design') ?? '';
  const missing = text !== '' && !text.includes(TESTS);
  const issues = missing ? ['Major: Approach: it does not say how this is tested.'] : [];
  const verdict = missing ? 'NEEDS_REVISION' : 'APPROVED';
  return { verdict, score: missing ? 4 : 8, strengths: [], issues, questions: [], feedback: [] };
}

const document = (title: string, ref: string, file: string): string => `# ${title}

- **design_id**: ${file.slice(file.lastIndexOf('/') + 1, -'.md'.length)}
- **title**: ${title}
- **status**: draft
- **opportunity_ref**: ${ref}

---

## Problem Statement

${title}. Written by the demo agent of millstone, which does not think; a real agent would read the code.

## Success Criteria

- [ ] There is a note about it in demo/.

## Approach

A note in demo/ says what is wanted and how to check it.

## Alternatives Considered

### Doing it

That takes a real agent.

### Doing nothing

Then nobody sees how millstone works.

## Risks and Mitigations

| Risk | Likelihood | Impact | Mitigation |
|---|---|---|---|
| Somebody takes the note for work | Low | Low | It says who wrote it |

## Affected Files

- demo/: a new note
`;

/** What a request names as the file to write. */
function named(prompt: string, where: RegExp): string {
  const file = where.exec(prompt)?.[1];
  if (file === undefined) throw new Error('the request names no file');
  return file;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
