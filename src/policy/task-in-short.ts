import { isAbout, readAbout } from '../formats/task-about.js';

/** What a person has to know of a planned task to approve it, a line each: what it is, when it is done, what it risks. */
export function taskInShort(raw: string): readonly string[] {
  const about = readAbout(raw);
  const { title, description, criteria, acceptance, risk, estLoc, tests, depends } = about;
  const done = criteria ?? acceptance.join('; ');
  const facts = [
    risk === null ? 'no risk stated' : `risk: ${risk}`,
    ...(estLoc === null ? [] : [`about ${estLoc} lines`]),
    ...(tests === null ? [] : [`tests: ${tests}`]),
  ];
  const words = description === '' || description === title ? proseOf(raw) : description;
  return [
    ...(words === '' ? [] : [words]),
    done === '' ? 'Not said when it is done' : `Done when: ${done}`,
    `${facts.join('; ').replace(/^./, (first) => first.toUpperCase())}`,
    ...(depends.length === 0 ? [] : [`After: ${depends.join(', ')}`]),
  ];
}

/** The first line below the title that is words, and no field of it. */
const proseOf = (raw: string): string =>
  raw
    .split(/\r\n?|\n/)
    .slice(1)
    .map((line) => ({ line, words: line.replace(/^\s*-\s*/, '').trim() }))
    .find(({ line, words }) => words !== '' && !words.startsWith('**') && !isAbout(line))?.words ?? '';
