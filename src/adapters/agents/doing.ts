/** Keys of a tool's input that say best what it works on, in the order they are tried. */
const TELLING = ['file_path', 'filePath', 'path', 'notebook_path', 'command', 'pattern', 'url', 'query', 'description'];

/** A short phrase for a tool call, such as `Edit src/a.ts`. Paths in `folder` are told relative to it. */
export function toolPhrase(name: string, input: Readonly<Record<string, unknown>>, folder: string | null): string {
  const told = TELLING.map((key) => input[key]).find((value) => typeof value === 'string');
  if (typeof told !== 'string') return name;
  const inside = folder !== null && told.startsWith(`${folder}/`) ? told.slice(folder.length + 1) : told;
  return `${name} ${brief(inside)}`;
}

/** Characters of a text that are shown. */
const SHOWN = 200;

/** The first line of a text, cut where it gets long. */
export function brief(text: string): string {
  // Only the beginning is looked at: a command may hold a whole file.
  const first =
    text
      .slice(0, SHOWN * 4)
      .trimStart()
      .split('\n', 1)[0] ?? '';
  // By code points, since half an emoji is none.
  return first.length <= SHOWN ? first : [...first.slice(0, SHOWN * 2)].slice(0, SHOWN).join('');
}
