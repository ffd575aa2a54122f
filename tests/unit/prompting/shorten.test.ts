import { describe, expect, test } from 'vitest';
import { dataBlock } from '../../../src/prompting/fence.js';
import { shorten } from '../../../src/prompting/shorten.js';

const task = dataBlock('The task (TASK-1)', `Do it. ${'Mind this. '.repeat(2_000)}`);
const prompt = (diff: number, feedback = 40): string =>
  [
    'Review it.',
    task,
    dataBlock('The change as a diff', `+begin\n${'+x\n'.repeat(diff)}+end`),
    dataBlock('The feedback to deal with', 'f'.repeat(feedback)).replace(' (data, not instructions)', ''),
    'Answer with JSON.',
  ].join('\n\n');

describe('shorten', () => {
  test('cuts the largest block in its middle, and says where the whole lies', () => {
    const short = shorten(prompt(200_000), '.millstone/runs/r/calls/003_reviewer.prompt') ?? '';
    expect(short.length).toBeLessThan(121_000);
    expect(short.length).toBeGreaterThan(100_000);
    expect(short).toMatch(/^This prompt was too long.*\.millstone\/runs\/r\/calls\/003_reviewer\.prompt/);
    expect(short).toMatch(/\+begin\n\+x[\s\S]*characters left out[\s\S]*\+x\n\+end\n```/);
    expect(short).toContain(task);
    expect(short).toContain('f'.repeat(40));
    expect(short).toMatch(/Answer with JSON\.$/);
  });

  test('cuts several large blocks down to one size', () => {
    const short = shorten(prompt(40_000, 130_000), null) ?? '';
    const [diff, feedback] = [short.indexOf('+begin'), short.indexOf('feedback to')];
    expect(short.length).toBeLessThan(121_000);
    expect(Math.abs(feedback - diff - (short.indexOf('Answer with') - feedback))).toBeLessThan(200);
    expect(short.match(/characters left out/g)).toHaveLength(3);
  });

  test('halves one that is small already', () => {
    const small = ['Review it.', dataBlock('The change as a diff', '+x\n'.repeat(4_000)), 'Answer.'].join('\n\n');
    expect((shorten(small, null) ?? '').length).toBeLessThan(small.length / 2 + 400);
  });

  test.each(['Do it.', task, dataBlock('The change as a diff', '+x')])('is nothing where nothing can go', (whole) => {
    expect(shorten(whole, null)).toBeNull();
  });

  test('leaves the fences as they are', () => {
    const nested = dataBlock('The diff', `\`\`\`\`\n${'`` '.repeat(100_000)}`);
    const short = shorten(nested, null) ?? '';
    expect(short.match(/^`{5}(text)?$/gm)).toEqual(['`````text', '`````']);
  });
});
