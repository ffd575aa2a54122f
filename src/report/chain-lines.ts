import { GATE_TITLES } from '../domain/chain.js';
import type { RunEvent } from '../domain/event.js';
import type { Made } from '../domain/gate.js';
import type { Triaged } from '../domain/triaged.js';
import { plural } from './figures.js';
import { type Line, labelled, line } from './line.js';
import { oneLine } from './plain-text.js';

type Of<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** Things that a banner shows. */
const SHOWN = 20;
/** The frame of a banner, as scripts know it (outer-loop.md 13). */
const FRAME = '='.repeat(60);

/** What a person is told of a chain besides its stages. */
export function chainLines(
  event: Of<'chain-emptied' | 'picked' | 'gate-reached' | 'gate-decided' | 'gate-refused' | 'triaged' | 'goal-ended'>,
): readonly Line[] {
  switch (event.type) {
    case 'chain-emptied':
      return [line('result', EMPTIED[event.stage] ?? `Nothing came of ${event.stage}, so that nothing is left to do.`)];
    case 'picked': {
      const roi = event.roi === null ? '' : `, ROI ${event.roi}`;
      const of = event.of === 1 ? 'the only one' : `of ${event.of}`;
      return [
        line('progress', `Selected: ${oneLine(event.title)} (${event.opportunity}${roi}; ${of}); adopted`, 'strong'),
      ];
    }
    case 'gate-reached':
      return banner(event);
    case 'gate-decided':
      return decidedLines(event);
    case 'gate-refused':
      return [line('result', `Refused, and undone: ${GATE_TITLES[event.gate]}`, 'warn')];
    case 'triaged':
      return triagedLines(event.pass, event.next);
    case 'goal-ended':
      return [
        event.done
          ? line('result', `Goal reached and ticked in ${event.file}: ${oneLine(event.goal)}`, 'good')
          : line(
              'result',
              `Goal left open in ${event.file}, since not all of its tasks are done: ${oneLine(event.goal)}`,
              'warn',
            ),
        line('progress', ''),
      ];
    default:
      return event satisfies never;
  }
}

const EMPTIED: Readonly<Record<string, string>> = {
  analyze: 'No opportunities were found that nobody has decided about; nothing is left to do.',
  plan: 'No tasks were added; nothing is left to do.',
};

function triagedLines(pass: number, next: Triaged): readonly Line[] {
  const say = (text: string): readonly Line[] => [line('progress', `[Pass ${pass}] ${text}`, 'strong')];
  switch (next.kind) {
    case 'execute':
      return say(`${plural(next.pending, 'pending task')} in the tasklist`);
    case 'goal':
      return say(`Roadmap goal: ${oneLine(next.goal)}`);
    case 'analyze':
      return say('No pending task and no open goal: looking for opportunities');
    case 'over':
      // That no goal is open was told as the roadmap was read.
      return (pass === 1 && next.why !== 'no-goal-left') || next.left ? [line('progress', OVER[next.why])] : [];
    default:
      return next satisfies never;
  }
}

const OVER: Readonly<Record<Extract<Triaged, { kind: 'over' }>['why'], string>> = {
  'no-goal-left': 'No goal of the roadmap is open.',
  'nothing-left': 'Nothing is left to do.',
  'max-passes': 'As many passes as were asked for are done (--max-passes).',
};

/** What became of a gate; a refusal for good is told once it is undone. */
function decidedLines({ gate, decision }: Of<'gate-decided'>): readonly Line[] {
  const say = (text: string): readonly Line[] => [line('progress', `${text}: ${GATE_TITLES[gate]}`)];
  if (decision.kind === 'approved')
    return say(decision.by === 'no-approve' ? 'Nobody is asked (--no-approve)' : 'Approved');
  return decision.why === null ? [] : say('Sent back to its author');
}

/** What waits, where it is, and what a person can do about it. */
function banner({ gate, made }: Of<'gate-reached'>): readonly Line[] {
  const say = (text: string): Line => line('result', text);
  return [
    ...['', FRAME, `APPROVAL GATE: ${GATE_TITLES[gate]}`, FRAME, ''].map(say),
    ...made.slice(0, SHOWN).flatMap(shown),
    ...(made.length > SHOWN ? [say(`  and ${made.length - SHOWN} more`)] : []),
    say(''),
    labelled('result', 'Approve', 'millstone --continue'),
    labelled('result', 'Edit', `${filesOf(made)}, then millstone --continue: what is there then counts`),
    labelled('result', 'Return', 'millstone --reject "why": back to its author with that, then here again'),
    labelled('result', 'Refuse', 'millstone --reject'),
    say(''),
    say('Re-run with: millstone --continue (with --no-approve nothing asks any more)'),
  ];
}

const shown = ({ id, title, file, summary, size }: Made): readonly Line[] => [
  line('result', `  ${id}: ${oneLine(title)}  (${file}, ${plural(size, 'character')})`, 'strong', 4),
  ...summary.map((text) => line('progress', `      ${oneLine(text)}`, 'dim', 6)),
];

const filesOf = (made: readonly Made[]): string => [...new Set(made.map(({ file }) => file))].slice(0, 3).join(', ');
