import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { task } from '../../../src/domain/task.js';
import { taskFromText } from '../../../src/formats/task-text.js';

describe('taskFromText', () => {
  test('a plain text is a task with its own words', () => {
    expect(taskFromText('Add a retry to fetch')).toEqual({
      id: 'add-a-retry-to-fetch',
      title: 'Add a retry to fetch',
      risk: null,
      acceptance: [],
      group: null,
      context: null,
      raw: 'Add a retry to fetch',
    });
  });

  test('reads what later lines say about it', () => {
    const text = [
      'Add a retry',
      'It should wait a little.',
      '  - ID: retry',
      '  - risk: HIGH',
      '- Criteria: three tries at most',
      '<!-- context: docs/net.md -->',
    ].join('\r\n');
    expect(taskFromText(text)).toMatchObject({
      id: 'retry',
      title: 'Add a retry',
      risk: 'high',
      acceptance: ['three tries at most'],
      context: 'docs/net.md',
      raw: text,
    });
  });

  test.each([
    ['the first line with words', '\n\n  Fix it  \nmore', 'Fix it'],
    ['the bold words of it', '**Fix it**: the parser', 'Fix it'],
    ['bold words without their colon', '**Fix it:** the parser', 'Fix it'],
    ['without bullet and box', '- [ ] Fix it', 'Fix it'],
    ['without the mark of a heading', '## Fix it', 'Fix it'],
    ['without a comment', 'Fix it <!-- id: x -->', 'Fix it'],
    ['with an issue number', '#12 is broken', '#12 is broken'],
    ['a line that looks like metadata', '- Risk: high', 'Risk: high'],
    ['50 characters, none of them halved', '😀'.repeat(50), '😀'.repeat(50)],
    ['47 of a longer line', '😀'.repeat(51), `${'😀'.repeat(47)}...`],
    ['a word for nothing', '  \n ', 'task'],
  ])('its title is %s', (_name, text, title) => {
    expect(taskFromText(text).title).toBe(title);
  });

  test.each([
    ['a slug of 30 characters', 'Teach the parser to read nested lists', 'teach-the-parser-to-read-neste'],
    ['a word, where nothing is left', '修正する', 'task'],
    ['the explicit one', 'a\n- ID: my_task-1', 'my_task-1'],
    ['its first word', 'a\n- ID: my-task (for now)', 'my-task'],
    ['of a comment', 'a <!-- id: from-comment -->', 'from-comment'],
    ['of a line before that of a comment', 'a <!-- id: one -->\n- ID: two', 'two'],
    ['the last one', 'a\n- ID: one\n- ID: two', 'two'],
    ['not one that is no file name', 'a\n- ID: ../../up', 'a'],
    ['not one that is too long', `a\n- ID: ${'x'.repeat(41)}`, 'a'],
    ['not that of the first line', '- ID: x', 'id-x'],
  ])('its id is %s', (_name, text, id) => {
    expect(taskFromText(text).id).toBe(id);
  });

  test.each([
    ['- Risk: low', 'low'],
    ['- Risk:medium', 'medium'],
    ['-   RISK: High (touches logins)', 'high'],
    ['- Risk: low\n- Risk: high', 'high'],
    ['- Risk: high\n- Risk: none', 'high'],
    ['- Risk: urgent', null],
    ['Risk: high', null],
    ['* Risk: high', null],
    ['- **Risk**: high', null],
    ['- Risky: high', null],
  ])('reads the risk of %j', (line, risk) => {
    expect(taskFromText(`a\n${line}`).risk).toBe(risk);
  });

  test.each([
    ['bullets in order', '**Acceptance criteria:**\n- one\n  - two', ['one', 'two']],
    ['in any letters, with words behind', '**ACCEPTANCE  Criteria** (all of them)\n- one', ['one']],
    ['with boxes', '**Acceptance criteria:**\n- [ ] one\n- [x] two', ['one', 'two']],
    ['a bullet with a colon', '**Acceptance criteria:**\n- Speed: below 1 s\n- two', ['Speed: below 1 s', 'two']],
    ['up to a blank line', '**Acceptance criteria:**\n- one\n\n- two', ['one']],
    ['up to other words', '**Acceptance criteria:**\n- one\nand\n- two', ['one']],
    ['up to a line about the task', '**Acceptance criteria:**\n- one\n- Risk: low\n- two', ['one']],
    ['with the single lines', '- Success: zero\n**Acceptance criteria:**\n- one', ['zero', 'one']],
    ['none', 'Acceptance criteria:\n- one', []],
    ['no empty ones', '- Criteria:\n**Acceptance criteria:**\n-\n- one', ['one']],
  ])('reads criteria: %s', (_name, text, acceptance) => {
    expect(taskFromText(`a\n${text}`).acceptance).toEqual(acceptance);
  });

  test('only a comment names a file, not a line of words', () => {
    expect(taskFromText('a\n- Context: see the wiki').context).toBeNull();
    expect(taskFromText('a\n<!-- context: a b.md -->').context).toBeNull();
    expect(taskFromText('a\n<!-- Context: a.md -->\n<!-- context: b.md -->').context).toBe('a.md');
  });

  test('makes a task of any text', () => {
    const line = fc.constantFrom('- Risk: high', '- ID: x', '**Acceptance criteria:**', '- one', '', '<!-- id: y -->');
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string()), { minLength: 1 }), (lines) => {
        const text = lines.join('\n') || 'x';
        const made = taskFromText(text);
        expect(task.parse(made)).toEqual(made);
        expect(made.raw).toBe(text);
        expect(made.id).toMatch(/^[a-z0-9_-]{1,40}$/);
        expect([...made.title].length).toBeLessThanOrEqual(50);
      }),
    );
  });
});
