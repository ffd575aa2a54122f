import { GATE_TITLES } from '../domain/chain.js';
import type { RunEvent, Stamped } from '../domain/event.js';
import type { JudgedArtifact, NewEvidence } from '../domain/evidence.js';
import { slug } from '../domain/ids.js';
import type { Verdict } from '../domain/verdict.js';
import type { Sink } from '../ports/sink.js';
import { evidence, sanityDetail } from './evidence.js';
import type { EvidenceShelf } from './evidence-shelf.js';
import { countsOf } from './task-record.js';

type About<T extends RunEvent['type']> = Stamped & Extract<RunEvent, { type: T }>;

/** Writes the evidence of what is decided around tasks: reviews of artifacts, selections, and what people say at gates. */
export function outerEvidence(shelf: EvidenceShelf, person: string | null): Sink {
  let stage: About<'stage-started'> | null = null;
  return {
    name: 'outer-evidence',
    on(event) {
      switch (event.type) {
        case 'stage-started':
          stage = event;
          break;
        case 'task-started':
        case 'stage-ended':
          stage = null;
          break;
        case 'reviewed':
          if (event.artifact !== undefined && !event.replayed)
            shelf.add(artifactEvidence(event, event.artifact, { cycle: event.cycle, duration_ms: event.ms }));
          break;
        case 'design-judged':
          shelf.add(artifactEvidence(event, event.artifact, { cycle: 1 }));
          break;
        case 'sanity-judged':
          if (stage !== null) shelf.add(stageSanity(event, stage));
          break;
        case 'picked':
          shelf.add(selection(event));
          break;
        case 'noticed':
          if (event.notice.kind === 'design-not-needed') shelf.add(designSpared(event, event.notice.opportunity));
          break;
        case 'gate-decided':
          shelf.add(gateEvidence(event, person));
          break;
        default: // The others decide nothing about artifacts.
      }
    },
  };
}

/** What a review said of opportunities, a design or a plan. */
function artifactEvidence(
  event: Stamped & { readonly verdict: Verdict; readonly cli: string },
  { loop, item, title, file }: JudgedArtifact,
  more: Readonly<Record<string, unknown>>,
): NewEvidence {
  const { approved, findings, summary } = event.verdict;
  const outcome = approved ? 'approved' : 'needs_revision';
  return evidence(event, {
    ...{ kind: `${loop}_review`, outcome, about: item, word: slug(item.id ?? title, 30, loop) },
    detail: {
      ...{ [`${loop}_path`]: file, verdict: outcome.toUpperCase(), reviewer: event.cli },
      ...{ issues_count: findings.length, findings_by_severity: countsOf([event.verdict]), ...more },
      review_summary: [...summary].slice(0, 500).join(''),
    },
  });
}

/** What a sanity check said of a review of an artifact that gave no verdict. */
const stageSanity = (event: About<'sanity-judged'>, { stage, title, input }: About<'stage-started'>): NewEvidence =>
  evidence(event, {
    ...{ kind: 'sanity_check', outcome: event.verdict.halt ? 'halt' : 'ok', about: input },
    ...{ word: slug(title ?? stage, 30, stage), detail: { ...sanityDetail(event), stage } },
  });

const selection = (event: About<'picked'>): NewEvidence =>
  evidence(event, {
    ...{ kind: 'selection', outcome: 'adopted', about: { kind: 'opportunity', id: event.opportunity } },
    word: slug(event.opportunity, 30, 'opportunity'),
    detail: { title: event.title, roi_score: event.roi, requires_design: event.requiresDesign, candidates: event.of },
  });

/** An opportunity says that it needs no design: its own word wins over what is usual. */
const designSpared = (event: Stamped, opportunity: string): NewEvidence =>
  evidence(event, {
    ...{ kind: 'design_gate', outcome: 'not_required', about: { kind: 'opportunity', id: opportunity } },
    word: slug(opportunity, 30, 'opportunity'),
    detail: { requires_design: false },
  });

/** What a person said at a gate; or that nobody was asked, since that was wanted. */
function gateEvidence({ gate, made, decision, ...event }: About<'gate-decided'>, person: string | null): NewEvidence {
  const [one, second] = made;
  const asked = decision.by !== 'no-approve';
  return evidence(event, {
    ...{ kind: 'gate', outcome: decision.kind, word: gate },
    about: one === undefined ? null : { kind: one.kind, id: second === undefined ? one.id : null },
    detail: {
      ...{ gate: GATE_TITLES[gate], how: decision.by, who: asked ? person : null },
      reason: decision.kind === 'rejected' ? decision.why : null,
      // With a reason it goes back to its author; without one it is given up.
      sent_back: decision.kind === 'rejected' && decision.why !== null,
      made: made.map(({ id, file }) => ({ id, file })),
    },
  });
}
