/** Keys of a tool's input that say best what it works on, in the order they are tried. */
const TELLING = ['file_path', 'path', 'notebook_path', 'command', 'pattern', 'url', 'query', 'description'];

/** A short phrase for a tool call, such as `Edit src/a.ts`. */
export function toolPhrase(name: string, input: Readonly<Record<string, unknown>>): string {
  const told = TELLING.map((key) => input[key]).find((value) => typeof value === 'string');
  return told === undefined ? name : `${name} ${String(told).split('\n')[0]?.slice(0, 200) ?? ''}`;
}
