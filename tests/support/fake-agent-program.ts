import { quoted } from './fake-agent-turn.js';

/** The exit code of a call that the script has no turn for. */
export const NO_TURN = 97;

const SANE = JSON.stringify({
  is_error: false,
  result: '',
  session_id: 'fake-sanity',
  structured_output: { status: 'OK', reason: 'nobody scripted anything else' },
  type: 'result',
});

/**
 * The fake agent: a shell script, since starting node would cost more than all the rest of a call. It writes down how
 * it was called, then plays the next turn. Calls and turns are claimed by making a folder, which only one can.
 */
export const program = (home: string): string => `#!/bin/sh
home=${quoted(home)}
cli=\${0##*/}
n=1
until mkdir "$home/calls/$n" 2>/dev/null; do n=$((n + 1)); done
call="$home/calls/$n"
echo "$cli" > "$call/cli"
pwd > "$call/cwd"
echo $$ > "$call/pid"
env > "$call/env"
for argument in "$@"; do printf '%s\\0' "$argument"; done > "$call/argv"
cat > "$call/stdin"

# The last trailer counts: a request to answer again quotes the earlier prompt.
template=$(sed -n -e 's/^.*<!-- prompt_name: \\([a-z_]*\\)\\.md -->.*$/\\1/' -e 't keep' -e 'b end' -e ':keep' -e 'h' -e ':end' -e '$ { g' -e 'p' -e '}' "$call/stdin")
case "$template" in
  task_prompt | tasklist_prompt) purpose=build ;;
  fix_prompt) purpose=fix ;;
  nudge_prompt) purpose=nudge ;;
  sanity_check_impl) purpose=sanity-build ;;
  sanity_check_review) purpose=sanity-review ;;
  review_prompt) purpose=review ;;
  commit_prompt) purpose=commit ;;
  compact_tasklist) purpose=compact ;;
  context_extraction_prompt) purpose=context ;;
  reask_prompt) purpose=reask ;;
  review_diff_prompt) purpose=review-diff ;;
  research_prompt) purpose=research ;;
  split_task_prompt) purpose=split-task ;;
  analyze_prompt) purpose=analyze ;;
  analyze_fix_prompt) purpose=analyze-fix ;;
  analyze_review_prompt) purpose=analyze-review ;;
  design_prompt) purpose=design ;;
  design_fix_prompt) purpose=design-fix ;;
  review_design_prompt) purpose=design-review ;;
  plan_prompt) purpose=plan ;;
  plan_fix_prompt) purpose=plan-fix ;;
  plan_review_prompt) purpose=plan-review ;;
  task_split_prompt) purpose=plan-split ;;
  *) purpose=other ;;
esac
echo "$purpose" > "$call/purpose"

# A task with turns of its own is played beside others.
turns="$home/turns"
if [ -d "$home/turns-$MILLSTONE_TASK_ID" ]; then turns="$home/turns-$MILLSTONE_TASK_ID"; fi
t=1
while [ -e "$turns/$t/taken" ]; do t=$((t + 1)); done
turn="$turns/$t"
on=nothing for=any
if [ -e "$turn/on" ]; then read -r on < "$turn/on"; read -r for < "$turn/for"; fi
if { [ "$on" = "$purpose" ] || [ "$on" = any ]; } && { [ "$for" = "$cli" ] || [ "$for" = any ]; } && mkdir "$turn/taken" 2>/dev/null; then
  echo "$t" > "$call/turn"
  : > "$call/ready"
  . "$turn/play"
fi
case "$purpose" in sanity-*)
  : > "$call/ready"
  echo ${quoted(SANE)}
  exit 0 ;;
esac
says="the fake agent was called as $cli for $purpose, but its script goes on with $on (turn $t)"
echo "$says" > "$call/refused"
: > "$call/ready"
echo "$says" >&2
exit ${NO_TURN}
`;
