/** The heading under which a note tells how it can be checked. Its absence is the flaw that the demo reviewer looks for. */
export const CHECK_HEADING = '## How to check it';

/** The file that the demo author writes for a task, relative to the repository. */
export function noteFile(task: string): string {
  const words = (task.trim().split('\n')[0] ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `demo/${words || 'task'}.md`;
}

/** The note of a task. Without `checked` it lacks the section on how to check it, as hurried work does. */
export function note(task: string, criteria: readonly string[], checked: boolean): string {
  const wanted = criteria.length === 0 ? ['The task is done when this note says how to check it.'] : criteria;
  const lines = [
    `# ${task.trim().split('\n')[0] ?? ''}`,
    '',
    'Written by the demo agent of millstone, which edits files but does not think. A real agent would do the task.',
    '',
    ...task
      .trim()
      .split('\n')
      .map((line) => `> ${line}`.trimEnd()),
  ];
  const check = ['', CHECK_HEADING, '', ...wanted.map((one) => `- [ ] ${one}`)];
  return `${[...lines, ...(checked ? check : [])].join('\n')}\n`;
}
