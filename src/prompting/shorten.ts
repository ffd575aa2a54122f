import { excerpt } from './excerpt.js';

/**
 * Characters that a shortened prompt is to have at most, and that are left of any of its blocks: no model in use has a
 * window of fewer than the 32,000 tokens that the first comes to at four characters each.
 */
const GOAL = 120_000;
const LEFT = 1_000;

/** A data block: its label, its fence, its text. */
const BLOCK = /^(.*):\n(`{3,})text\n([\s\S]*?)\n\2$/gm;
/** What is asked for stays whole: half a task would be another one. */
const DEMANDS = /^(?:The task \(|What must hold)/;

/**
 * A prompt for a model that called it too long: at most half of it, and not above what any model takes. Its largest
 * blocks lose their middle, down to one size; the task and its criteria stay. It begins with a note that says so, and
 * names the file that holds the whole. Null when there is nothing to leave out.
 */
export function shorten(prompt: string, file: string | null): string | null {
  const goal = Math.min(Math.floor(prompt.length / 2), GOAL);
  const sizes = [...prompt.matchAll(BLOCK)]
    .filter(([, label]) => !DEMANDS.test(label ?? ''))
    .map(([, , , text]) => (text ?? '').length);
  const size = Math.max(LEFT, sizeFor(sizes, prompt.length - goal));
  if (sizes.every((one) => one <= size)) return null;
  const cut = prompt.replace(BLOCK, (block, label: string, fence: string, text: string) =>
    DEMANDS.test(label) ? block : `${label}:\n${fence}text\n${excerpt(text, size)}\n${fence}`,
  );
  return `${note(file)}\n\n${cut}`;
}

/** The size down to which the largest must be cut so that together they lose so much. */
function sizeFor(sizes: readonly number[], loss: number): number {
  const largest = [...sizes].sort((a, b) => b - a);
  let sum = 0;
  for (const [at, size] of largest.entries()) {
    sum += size;
    const level = Math.floor((sum - loss) / (at + 1));
    if (level >= (largest[at + 1] ?? 0)) return Math.max(0, level);
  }
  return 0;
}

const note = (file: string | null): string =>
  `This prompt was too long for the model: where it says "characters left out", it was shortened. ${
    file === null
      ? 'Look up what is missing in the files and with git.'
      : `The whole of it is in the file ${file}; read there what you need, and do not judge what you have not seen.`
  }`;
