import type { Word } from './word.js';

/** The completion of fish, as a file `millstone.fish` of its folder of completions. */
export function fishCompletion(words: readonly Word[]): string {
  return ['# fish completion of millstone', 'complete -c millstone -f', ...words.map(line), ''].join('\n');
}

function line({ long, short, says, offer, optional }: Word): string {
  const name = `${short === null ? '' : ` -s ${short}`} -l ${long}`;
  return `complete -c millstone${name}${value(offer, optional)} -d ${quoted(says)}`;
}

function value(offer: Word['offer'], optional: boolean): string {
  if (offer === 'nothing' || optional) return '';
  if (offer === 'file') return ' -r -F';
  if (offer === 'folder') return " -x -a '(__fish_complete_directories)'";
  return offer === 'text' ? ' -x' : ` -x -a ${quoted(offer.join(' '))}`;
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
