import type { Notice } from '../../domain/notice.js';
import type { Request } from '../request.js';
import type { Question } from './answer.js';

/**
 * Tells a person what about the settings files has no effect, on stderr, so that the answer on stdout stays what it is;
 * with `--quiet` nothing (P8).
 */
export async function tellNotices(
  { request, say }: Pick<Question<Request>, 'request' | 'say'>,
  notices: readonly Notice[],
): Promise<void> {
  if (notices.length === 0 || request.screen.verbosity === 'quiet') return;
  // Most files have nothing to tell; the words for it need not be loaded then.
  const { noticeLine } = await import('../../report/notices.js');
  for (const notice of notices) say({ ...noticeLine(notice), level: 'error' });
}
