import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { list } from '../support/parallel-turns.js';
import { Rig } from '../support/rig.js';
import { REPLIES, shellAgent } from '../support/shell-agent.js';
import { LINES_EACH, type Plot } from './plot.js';

/** Where the base branch is in the beginning. */
export const START = 'refs/tags/start';
export const BASE = 'main';
export const listFile = ({ tracked }: Plot): string => (tracked ? 'docs/tasks.md' : '.millstone/tasklist.md');
export const listText = ({ tasks }: Plot): string => list(...tasks.map(({ id, about }) => [id, ...about] as const));

/** The list as it is in the end. */
export const listNow = (rig: Rig, plot: Plot): string =>
  plot.tracked ? rig.git('show', `${BASE}:${listFile(plot)}`) : rig.read(listFile(plot));
const boxes = (text: string, box: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.startsWith(`- [${box}] Add `) ? [line.slice('- [x] Add '.length)] : []));
/** Ids of the tasks whose boxes are ticked. */
export const ticked = (text: string): readonly string[] => boxes(text, 'x');
/** Ids of the tasks whose boxes are open. */
export const open = (text: string): readonly string[] => boxes(text, ' ');

/** The check of the repository: what relies on something has it, no more weight than allowed, no number twice. */
const checkText = ({
  limit,
  checkTenths,
  checkNames,
  knownRed,
}: Plot): string => `${checkTenths === 0 ? '' : `sleep ${checkTenths / 10}`}
red=0
told() { if [ "$1" = 0 ]; then ${checkNames ? 'echo "ok - $2"' : ':'}; else echo "not ok - $2"; red=1; fi; }
${checkNames ? 'echo "TAP version 13"' : ''}
bad=0
for f in uses/*.txt; do [ -e "$f" ] || continue; read -r d < "$f"; [ -e "def/$d" ] || bad=1; done
told $bad "everything is there that is used"
sum=0
for f in load/*.txt; do [ -e "$f" ] || continue; read -r n < "$f"; sum=$((sum + n)); done
bad=0; [ $sum -le ${limit} ] || bad=1
told $bad "it is not too heavy"
bad=0; seen=' '
for f in port/*.txt; do [ -e "$f" ] || continue; read -r n < "$f"; case "$seen" in *" $n "*) bad=1 ;; esac; seen="$seen$n "; done
told $bad "numbers are given once"
${knownRed ? 'told 1 "it was red before"' : ''}
${checkNames ? 'echo 1..3' : ''}
exit $red
`;

const LIB = `
id=$MILLSTONE_TASK_ID
put() { mkdir -p "\${1%/*}"; echo "$2" > "$1"; }
edit() { sed "$2" "$1" > "$1.new" && mv "$1.new" "$1"; }
mend() {
  for f in $(grep -rl '^<<<<<<<' --exclude=.git . 2>/dev/null); do
    grep -vE '^(<<<<<<<|[|]{7}|=======|>>>>>>>)' "$f" > "$f.new"; mv "$f.new" "$f"
  done
}
commit() { git add -A && git commit -qm "by-author-$id" >&2 && git rev-parse HEAD >> "$home/commits"; }
`;

const agent = (home: string): string =>
  shellAgent(
    home,
    `  task_prompt | tasklist_prompt | nudge_prompt) . "$home/lib"; . "$home/tasks/$id/build"; cat "$home/done" ;;
  fix_prompt) . "$home/lib"; . "$home/tasks/$id/fix"; cat "$home/done" ;;
  commit_prompt) . "$home/lib"; . "$home/tasks/$id/commit"; cat "$home/done" ;;
  review_prompt) . "$home/tasks/$MILLSTONE_TASK_ID/review" ;;`,
  );

/** Makes the repository of a plot, with agents that play it. `home` of the agents is the folder `story` of the rig. */
export async function makeRepository(plot: Plot): Promise<Rig> {
  const rig = await Rig.create();
  rig.lenient = true;
  const home = join(rig.root, 'story');
  for (const folder of ['', 'tasks']) mkdirSync(join(home, folder), { recursive: true });
  for (const [name, text] of Object.entries({ ...REPLIES, lib: LIB })) writeFileSync(join(home, name), text);
  for (const task of plot.tasks) writeParts(join(home, 'tasks', task.id), task);
  const program = join(rig.fake.bin, 'claude');
  writeFileSync(program, agent(home));
  chmodSync(program, 0o755);

  rig.write('lines.txt', Array.from({ length: LINES_EACH * (plot.groups + 1) }, (_, i) => `line ${i + 1} \n`).join(''));
  rig.write('check.sh', checkText(plot));
  for (let nth = 1; nth <= plot.groups; nth++) {
    rig.write(`def/d${nth}`, `d${nth}\n`);
    rig.write(`page/${nth}.txt`, `page ${nth}\n`);
  }
  rig.write('def/core', 'core\n');
  rig.write('mine.txt', 'mine\n');
  rig.write(listFile(plot), listText(plot));
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'all');
  rig.git('tag', 'start');
  if (!plot.checkedOut) rig.git('checkout', '-q', '-b', 'elsewhere');
  // What a person has not committed is nobody's business.
  rig.write('mine.txt', 'mine, half done\n');
  rig.write('.millstone/project.toml', '[tests]\ncommand = "sh check.sh"\n');
  return rig;
}

function writeParts(
  folder: string,
  { id, build, fix, review, stubborn, depends, tenths, commitsBy }: Plot['tasks'][number],
): void {
  mkdirSync(folder);
  const wrong = `echo "${id} began without ${depends}" >> "$home/wrong"`;
  const begins = [...(depends === null ? [] : [`git log --format=%s | grep -q "[ -]${depends}$" || ${wrong}`])];
  const parts = {
    build: [
      ...begins,
      ...(tenths === 0 ? [] : [`sleep ${tenths / 10}`]),
      build,
      ...(commitsBy === 'early' ? ['commit'] : []),
    ],
    fix: [...(stubborn === true ? [] : ['mend']), fix],
    review: [review ?? 'cat "$home/yes"'],
    commit: [commitsBy === 'tool' ? 'true' : 'commit'],
  };
  for (const [name, lines] of Object.entries(parts)) writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
}
