import type { StoryEvent } from '../formats/story-event.js';

/** What of an event is worth a line in the story of its task; null for most. */
export function storyRemark(event: StoryEvent): string | null {
  switch (event.type) {
    case 'nothing-changed':
      return 'The author changed nothing and was asked once more.';
    case 'asked-again':
      return `The ${event.role} was asked again: ${event.why}`;
    case 'stood-in':
      return `${event.by} stepped in for ${event.cli}, which was limited.`;
    case 'restored':
      return `The ${event.role} touched files that it must not; they were put back: ${event.files.join(', ')}`;
    case 'rolled-back':
      return `Its commits were taken back by a new one; what was there is kept in ${event.parked}.`;
    case 'task-returned':
      return `It went back to its author as it was to land: ${event.why === 'conflict' ? 'it conflicts in' : 'red with it:'} ${event.names.join(', ')}`;
    case 'commit-refused':
      return `The commit was refused: ${event.says}`;
    default:
      return null;
  }
}
