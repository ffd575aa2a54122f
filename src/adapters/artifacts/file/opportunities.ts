import { ARTIFACT_ID } from '../../../domain/ids.js';
import type { Opportunity } from '../../../domain/opportunity.js';
import { err, ok, type Result } from '../../../domain/result.js';
import { readOpportunities } from '../../../formats/opportunities.js';
import {
  appendOpportunity,
  type OpportunityRefusal,
  setOpportunityStatus,
} from '../../../formats/opportunities-edit.js';
import type { Files } from '../../../ports/files.js';
import type { OpportunityStore } from '../../../ports/opportunities.js';
import { artifactFile } from './files.js';

/** The opportunities of a Markdown file; `path` is relative to `top`. Everything in it that is not changed stays. */
export function opportunitiesFile(disk: Files, top: string, path: string): OpportunityStore {
  const files = artifactFile(disk, top, path);
  const text = async (): Promise<Result<string, string>> => {
    const read = await files.read();
    return read.ok ? ok(read.value.get(path) ?? '') : read;
  };
  return {
    files,
    text,
    async list() {
      const now = await text();
      return now.ok ? ok(readOpportunities(now.value)) : now;
    },
    async add(one) {
      const wrong = problems(one);
      if (wrong.length > 0) return err(`an opportunity that cannot be written: ${wrong.join('; ')}`);
      const now = await text();
      return now.ok ? files.write(path, appendOpportunity(now.value, one)) : now;
    },
    async setStatus(id, status) {
      const now = await text();
      if (!now.ok) return now;
      const edited = setOpportunityStatus(now.value, id, status);
      if (!edited.ok) return err(refusalSays(edited.error, path));
      return edited.value === now.value ? ok(undefined) : files.write(path, edited.value);
    },
  };
}

/** All that is wrong with the fields of one, at once. Source: artifacts.md 2.1. */
function problems({ id, title, description }: Omit<Opportunity, 'raw'>): readonly string[] {
  return [
    ...(ARTIFACT_ID.test(id) ? [] : [`its id "${id}" may have small letters, digits and hyphens only`]),
    ...(title.trim() === '' ? ['it has no title'] : []),
    ...(description.trim() === '' ? ['it has no description'] : []),
  ];
}

function refusalSays(refusal: OpportunityRefusal, path: string): string {
  switch (refusal.reason) {
    case 'unknown':
      return `${path}: there is no opportunity ${refusal.id}`;
    case 'twice':
      return `${path}: the opportunity ${refusal.id} stands there more than once, on lines ${refusal.lines.join(', ')}`;
    case 'old-form':
      return `${path}:${refusal.line}: the opportunity ${refusal.id} has no box; write it as "- [ ] **Title**"`;
    default:
      return refusal satisfies never;
  }
}
