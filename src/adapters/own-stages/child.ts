import { createRequire, register } from 'node:module';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { Watching } from './loaded-hook.js';
import type { Order, Said } from './order.js';

/** How the module of a stage is found and loaded: from the top level of the repository. */
export interface Loader {
  readonly resolve: () => string;
  readonly load: () => Promise<unknown>;
}

/** A stage as far as its shape was looked at. */
interface Stage {
  readonly name: string;
  readonly takes: unknown;
  readonly gives: unknown;
  readonly run: (thing: unknown, at: unknown) => unknown;
}

/** The whole life of the process of a stage: loads its module, describes or runs it, and says what came of it. */
export async function serve(loader: Loader): Promise<void> {
  const { mark, run } = JSON.parse(await text(process.stdin)) as Order;
  const say = (one: Said): Promise<void> =>
    new Promise((resolve) => void process.stdout.write(`\n${mark}${JSON.stringify(one)}\n`, () => resolve()));
  await say(await answer(loader, run, (one) => void say(one)));
  // Timers and connections that the module left open are no reason to wait.
  process.exit(0);
}

async function answer({ resolve, load }: Loader, run: Order['run'], say: (one: Said) => void): Promise<Said> {
  const loaded = listening(run?.files ?? null);
  let module: unknown;
  let file: string;
  try {
    file = resolve();
    module = await load();
  } catch (error) {
    return { failed: 'load', says: wordsOf(error) };
  }
  const files = filesOf([file, ...loaded()]);
  const strange = run === null ? undefined : files.find((one) => !run.files.includes(one));
  if (strange !== undefined) return { failed: 'load', says: `${strange} was not a part of it when the run began` };
  const stage = (module as { readonly default?: unknown }).default;
  const wrong = wrongWith(stage);
  if (wrong !== null) return { failed: 'shape', says: wrong };
  const { name, takes, gives } = stage as Stage;
  if (run === null) return { described: { name, takes, gives, files } };
  try {
    const tell = (what: unknown): void => void say({ tell: String(what) });
    const at = Object.freeze({ top: run.top, run: run.run, tell });
    const given = await (stage as Stage).run(frozen(run.thing), at);
    return { answer: JSON.parse(JSON.stringify(given ?? null)) };
  } catch (error) {
    return { failed: 'threw', says: wordsOf(error) };
  }
}

/** Begins to take down what is loaded, and lets nothing else be where that is known; the urls so far. */
function listening(known: readonly string[] | null): () => readonly string[] {
  const { port1, port2 } = new MessageChannel();
  const data: Watching = { port: port2, only: known?.map((file) => pathToFileURL(file).href) ?? null };
  register(new URL('./stage-hook.js', import.meta.url), { data, transferList: [port2] });
  const urls: string[] = [];
  return () => {
    for (let one = receiveMessageOnPort(port1); one !== undefined; one = receiveMessageOnPort(port1))
      urls.push(String(one.message));
    // What one of them has required is not told by the hooks.
    return [...urls, ...Object.keys(createRequire(import.meta.url).cache)];
  };
}

const filesOf = (urls: readonly string[]): readonly string[] => [
  ...new Set(
    urls.flatMap((url) =>
      url.startsWith('file:') ? [fileURLToPath(url.split(/[?#]/)[0] ?? url)] : url.startsWith('/') ? [url] : [],
    ),
  ),
];

/** What keeps the default export of a module from being a stage; null when nothing does. */
function wrongWith(stage: unknown): string | null {
  if (typeof stage !== 'object' || stage === null) return 'it has no stage as its default export';
  const { name, run, takes, gives } = stage as Partial<Stage>;
  const missing = [
    ...(typeof name === 'string' ? [] : ['name']),
    ...(typeof takes === 'string' ? [] : ['takes']),
    ...(typeof gives === 'string' ? [] : ['gives']),
    ...(typeof run === 'function' ? [] : ['run']),
  ];
  return missing.length === 0 ? null : `its default export has no ${missing.join(', no ')}`;
}

/** So that a stage which changes what it was given is told so, where it does. */
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}` : String(error);
}
