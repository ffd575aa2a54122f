import { join } from 'node:path';
import { packageRoot, packageVersion } from './package-root.js';

/** What a command may know of the process it runs in; nothing below `cli` reads it by itself. */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  /** Writes as it is. A reader who has gone is no error: the work goes on without one. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether the stream is a terminal that can be drawn on, and may be coloured. */
  readonly outTerminal: Terminal;
  readonly errTerminal: Terminal;
  readonly node: string;
  readonly version: string;
  readonly places: PackagePlaces;
}

export interface Terminal {
  readonly live: boolean;
  readonly coloured: boolean;
}

/** Files of the installed package; absolute. */
export interface PackagePlaces {
  readonly prompts: string;
  readonly operatorPrompts: string;
  readonly guard: string;
  readonly demoAgent: string;
  /** What loads a stage of the user's. */
  readonly stageChild: string;
}

/** This process. */
export function thisHost(): Host {
  const { env, stdout, stderr } = process;
  const root = packageRoot();
  const terminal = (stream: NodeJS.WriteStream): Terminal => {
    const live = stream.isTTY === true && env.TERM !== 'dumb';
    // https://no-color.org: present and not empty.
    return { live, coloured: live && (env.NO_COLOR ?? '') === '' };
  };
  return {
    cwd: process.cwd(),
    env,
    stdin: process.stdin,
    out: writer(stdout),
    err: writer(stderr),
    outTerminal: terminal(stdout),
    errTerminal: terminal(stderr),
    node: process.execPath,
    version: packageVersion(),
    places: {
      prompts: join(root, 'prompts'),
      operatorPrompts: join(root, 'docs', 'prompts'),
      guard: join(dist(root), 'guard-child.js'),
      demoAgent: join(dist(root), 'demo-agent.js'),
      stageChild: join(dist(root), 'stage-child.js'),
    },
  };
}

const dist = (root: string): string => join(root, 'dist');

/** Writing to a pipe that nobody reads any more must not end the run (cli.md 10). */
function writer(stream: NodeJS.WriteStream): (text: string) => void {
  let gone = false;
  stream.on('error', () => {
    gone = true;
  });
  return (text) => {
    if (!gone) stream.write(text);
  };
}
