import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Agent } from '../versions.js';
import { anthropic } from './anthropic.js';
import { chat } from './chat.js';
import type { Dialect } from './dialect.js';
import { gemini } from './gemini.js';
import { responses } from './responses.js';
import { Script } from './script.js';
import { type Json, type Step, USED } from './step.js';

/** A request for an answer, as it came. */
export interface Seen {
  readonly path: string;
  readonly body: string;
  readonly main: boolean;
  readonly tools: readonly string[];
  readonly step: Step['do'] | 'aside';
}

interface Route {
  /** Who speaks it. */
  readonly agent: Agent;
  readonly dialect: Dialect;
  /** The model and the manner, where the path says them. */
  readonly model?: string;
  readonly stream?: boolean;
}

const USED_UP: Step = { do: 'fail', kind: 'quota' };

/**
 * A model that follows a script, on 127.0.0.1. It speaks four APIs, each known by its path. As a proxy it refuses every
 * host and writes its name down, so that a test can tell who else was asked.
 */
export class ModelServer {
  readonly script = new Script();
  readonly seen: Seen[] = [];
  /** Hosts that somebody tried to reach through the proxy. */
  readonly refused: string[] = [];
  private n = 0;
  private readonly server: Server;

  /** Agents whose quota is used up, whatever the script says. */
  readonly usedUp = new Set<Agent>();
  /** Where the agents work: what is written is written there. */
  folder = '';

  private constructor() {
    this.server = createServer((request, response) => {
      void this.serve(request, response).catch(() => response.destroy());
    });
    this.server.on('connect', (request, socket) => {
      this.refused.push(request.url ?? '');
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
    });
  }

  static async start(): Promise<ModelServer> {
    const made = new ModelServer();
    await new Promise<void>((done) => made.server.listen(0, '127.0.0.1', done));
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => void this.server.close(() => done()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await bodyOf(request);
    const path = new URL(request.url ?? '/', this.url).pathname;
    if (/count_?tokens$/i.test(path)) return json(response, 200, { input_tokens: 1, totalTokens: 1 });
    const route = routeOf(path);
    if (route === null) return json(response, 404, { error: { message: 'no such route', type: 'not_found_error' } });
    const body = JSON.parse(raw || '{}') as Json;
    const { dialect } = route;
    const tools = dialect.tools(body);
    const main = tools.length > 0;
    const used = this.usedUp.has(route.agent);
    const step: Step = used ? USED_UP : main ? this.script.next() : { do: 'say', text: 'aside' };
    this.seen.push({ path, body: raw, main, tools, step: main ? step.do : 'aside' });
    if (step.do === 'hang') return;
    if (step.afterMs !== undefined) await sleep(step.afterMs);
    const model = route.model ?? String(body.model);
    const n = ++this.n;
    const stream = route.stream ?? body.stream === true;
    if (step.do === 'fail') {
      const refusal = dialect.refusal(step.kind, model);
      const told = step.inStream === true && stream ? dialect.broken?.(refusal, n) : undefined;
      if (told === undefined) return json(response, refusal.status, refusal.body, refusal.headers);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return void response.end(told.join(''));
    }
    const acts = step.do === 'write' || step.do === 'shell' || step.do === 'answer';
    const tool = acts ? dialect.tool(step, this.folder, tools) : null;
    const text = step.do === 'answer' ? (tool === null ? JSON.stringify(step.value) : '') : wordsOf(step);
    const asked = { body, model, stream, n, used: step.used ?? USED };
    const frames = dialect.answer(asked, { text, tool });
    response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json' });
    const broken = step.do === 'stall' || step.do === 'cut';
    for (const frame of broken ? frames.slice(0, Math.ceil(frames.length / 2)) : frames) response.write(frame);
    if (step.do === 'stall') return;
    if (step.do === 'cut') {
      await sleep(50);
      response.destroy();
    } else response.end();
  }
}

const wordsOf = (step: Step): string => ('text' in step ? step.text : 'says' in step ? (step.says ?? '') : '');

function routeOf(path: string): Route | null {
  if (path.endsWith('/messages')) return { agent: 'claude', dialect: anthropic };
  if (path.endsWith('/responses')) return { agent: 'codex', dialect: responses };
  if (path.endsWith('/chat/completions')) return { agent: 'opencode', dialect: chat };
  const [, model, stream] = /\/models\/([^/:]+):(stream)?generateContent$/i.exec(path) ?? [];
  return model === undefined ? null : { agent: 'gemini', dialect: gemini, model, stream: stream !== undefined };
}

function json(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  switch (request.headers['content-encoding']) {
    case 'gzip':
      return gunzipSync(raw).toString();
    case 'br':
      return brotliDecompressSync(raw).toString();
    case 'deflate':
      return inflateSync(raw).toString();
    default:
      return raw.toString();
  }
}
