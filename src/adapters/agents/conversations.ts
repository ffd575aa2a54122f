import type { Usage } from '../../domain/agent.js';
import type { Consumption } from '../../ports/agent-adapter.js';

/** What a tool told of a conversation up to one of its calls. */
export interface Told {
  readonly cli: string;
  readonly costUsd: number | null;
  /** Tokens of all its calls, where the tool counts that way; null where it counts by call. */
  readonly tokens: Pick<Usage, 'inputTokens' | 'cachedTokens' | 'outputTokens'> | null;
}

/**
 * Remembers what tools told of their conversations. Some tell what a whole conversation has used: a call's own share
 * is the difference to what was told before.
 */
export class Conversations {
  private readonly told: Map<string, Told>;

  /** `earlier` is what the calls of an earlier process of this run have told. */
  constructor(earlier: Iterable<readonly [string, Told]> = []) {
    this.told = new Map(earlier);
  }

  /** The conversation itself, when this tool may go on with it; null when it is another tool's. */
  of(conversation: string | null, cli: string): string | null {
    const owner = conversation === null ? undefined : this.told.get(conversation)?.cli;
    return owner === undefined || owner === cli ? conversation : null;
  }

  /**
   * What this call alone has used, in the conversation that it ended in. What cannot be told apart from earlier calls
   * is left out.
   */
  share(
    { usage, conversationCostUsd, conversationTokens = false }: Consumption,
    { resumed, conversation, cli, failed }: Going,
  ): { readonly usage: Usage | null; readonly told: Told } {
    const before = resumed === null ? NOTHING : this.told.get(resumed);
    const told: Told = {
      cli,
      costUsd:
        failed && conversation === resumed
          ? atLeast(conversationCostUsd, before?.costUsd ?? null)
          : conversationCostUsd,
      tokens: conversationTokens ? usage : null,
    };
    // What an earlier run has paid stays unknown until a call tells the sum.
    if (conversation !== null && !(failed && before === undefined)) this.told.set(conversation, told);
    if (usage === null) return { usage, told };
    const tokens = !conversationTokens ? usage : before === undefined ? null : less(usage, before.tokens);
    if (tokens === null) return { usage: null, told };
    const paid = conversationCostUsd === null || before === undefined ? null : (before.costUsd ?? 0);
    const costUsd =
      conversationCostUsd === null ? usage.costUsd : paid === null ? null : Math.max(0, conversationCostUsd - paid);
    return { usage: { ...tokens, costUsd }, told };
  }
}

/** Where a call went: from which conversation to which, with which tool. */
interface Going {
  readonly resumed: string | null;
  readonly conversation: string | null;
  readonly cli: string;
  readonly failed: boolean;
}

/** A call that failed has made no sum any less, whatever its tool told of it by then. */
const atLeast = (told: number | null, before: number | null): number | null =>
  told === null ? before : Math.max(told, before ?? 0);

const NOTHING: Told = { cli: '', costUsd: 0, tokens: null };

const less = (all: Usage, before: Told['tokens']): Usage => ({
  ...all,
  inputTokens: Math.max(0, all.inputTokens - (before?.inputTokens ?? 0)),
  cachedTokens: Math.max(0, all.cachedTokens - (before?.cachedTokens ?? 0)),
  outputTokens: Math.max(0, all.outputTokens - (before?.outputTokens ?? 0)),
});
