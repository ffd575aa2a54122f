import type { Offer, Word } from './word.js';

/** The completion of zsh, as a file `_millstone` of `fpath`, or to be evaluated after `compinit`. */
export function zshCompletion(words: readonly Word[]): string {
  return `#compdef millstone
_millstone() {
  _arguments -s -S \\
${words.map((word) => `    ${spec(word)}`).join(' \\\n')}
}
if [[ $funcstack[1] == _millstone ]]; then
  _millstone "$@"
else
  compdef _millstone millstone
fi
`;
}

function spec({ long, short, says, offer, optional }: Word): string {
  const value = offer === 'nothing' ? '' : `${optional ? '::' : ':'}value:${action(offer)}`;
  const sign = offer === 'nothing' || optional ? '' : '=';
  const rest = `[${says.replaceAll(/[[\]\\]/g, '\\$&')}]${value}`;
  if (short === null) return quoted(`--${long}${sign}${rest}`);
  return `${quoted(`(-${short} --${long})`)}{-${short}${sign === '' ? '' : '+'},--${long}${sign}}${quoted(rest)}`;
}

function action(offer: Exclude<Offer, 'nothing'>): string {
  if (offer === 'file') return '_files';
  if (offer === 'folder') return '_files -/';
  return offer === 'text' ? ' ' : `(${offer.join(' ')})`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
