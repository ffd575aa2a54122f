import type { Offer, Word } from './word.js';

/** The completion of bash, from 3.2 on. Bash takes `--flag=value` apart at the sign. */
export function bashCompletion(words: readonly Word[]): string {
  const cases = new Map<string, string[]>();
  for (const word of words) {
    if (word.offer === 'nothing' || word.optional) continue;
    const does = offered(word.offer);
    cases.set(does, [...(cases.get(does) ?? []), ...names(word)]);
  }
  return `# bash completion of millstone
_millstone() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} IFS=$'\\n'
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  COMPREPLY=()
  case $prev in
${[...cases].map(([does, flags]) => `    ${flags.join('|')}) ${does} ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W ${list(words.flatMap(names))} -- "$cur"))
}
complete -F _millstone millstone
`;
}

const names = ({ long, short }: Word): readonly string[] => [...(short === null ? [] : [`-${short}`]), `--${long}`];

/** What follows the flag; nothing for what cannot be known. Files with blanks in their names stay whole. */
function offered(offer: Offer): string {
  if (offer === 'file') return `compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return`;
  if (offer === 'folder') return `compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur")); return`;
  if (typeof offer === 'string') return 'return';
  return `COMPREPLY=($(compgen -W ${list(offer)} -- "$cur")); return`;
}

/** Words as one argument that is split at its line ends, where blanks in file names do no harm. */
const list = (of: readonly string[]): string => `$'${of.join('\\n')}'`;
