/** Strings, comments, line ends, marks and bare words of a TOML text. Strings over several lines come first. */
const TOKEN =
  /"""(?:\\[\s\S]|[^\\])*?"{3,5}|'''[\s\S]*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|\n|[[\]{},=.]|[^\s"'#[\]{},=.]+/g;

/**
 * Finds the line, from 1, on which a key of a TOML text is written; when it is not, the line of the nearest table around
 * it. The text is one that could be parsed; it is gone through when the first key is looked for, and only once.
 */
export function lineFinder(source: string): (path: readonly string[]) => number | null {
  let lines: ReadonlyMap<string, number> | null = null;
  return (path) => {
    lines ??= new Walk(source).lines();
    for (let length = path.length; length > 0; length--) {
      const line = lines.get(JSON.stringify(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return null;
  };
}

/** Goes through a text once and notes where each key, and each table on the way to it, comes up first. */
class Walk {
  private readonly tokens: readonly { readonly text: string; readonly line: number }[];
  private readonly found = new Map<string, number>();
  private next = 0;

  constructor(source: string) {
    let line = 1;
    this.tokens = [...source.matchAll(TOKEN)].map(([text]) => {
      const token = { text, line };
      line += text.split('\n').length - 1;
      return token;
    });
  }

  lines(): ReadonlyMap<string, number> {
    let at: readonly string[] = [];
    while (this.next < this.tokens.length) {
      if (this.peek() === '\n' || this.peek().startsWith('#')) this.next++;
      else if (this.peek() === '[') {
        while (this.peek() === '[') this.next++;
        at = this.key([]);
        while (this.peek() === ']') this.next++;
      } else this.pair(at);
    }
    return this.found;
  }

  private peek(): string {
    return this.tokens[this.next]?.text ?? '\n';
  }

  private pair(at: readonly string[]): void {
    const path = this.key(at);
    this.next++;
    this.value(path);
  }

  /** A dotted key, up to what ends it. */
  private key(at: readonly string[]): readonly string[] {
    let path = at;
    for (; !['=', ']', '\n'].includes(this.peek()); this.next++) {
      if (this.peek() === '.') continue;
      path = [...path, bare(this.peek())];
      const name = JSON.stringify(path);
      if (!this.found.has(name)) this.found.set(name, this.tokens[this.next]?.line ?? 1);
    }
    return path;
  }

  private value(path: readonly string[]): void {
    const opening = this.peek();
    if (opening !== '[' && opening !== '{') {
      // A number or a date is several tokens.
      do this.next++;
      while (!['\n', ',', ']', '}'].includes(this.peek()));
      return;
    }
    const closing = opening === '[' ? ']' : '}';
    this.next++;
    while (this.next < this.tokens.length && this.peek() !== closing) {
      if (this.peek() === '\n' || this.peek() === ',' || this.peek().startsWith('#')) this.next++;
      else if (opening === '[') this.value(path);
      else this.pair(path);
    }
    this.next++;
  }
}

/** A part of a key without its quotes. */
function bare(part: string): string {
  if (part.startsWith("'")) return part.slice(1, -1);
  if (!part.startsWith('"')) return part;
  try {
    return String(JSON.parse(part));
  } catch {
    // An escape that only TOML has; the key is then found by its table.
    return part.slice(1, -1);
  }
}
