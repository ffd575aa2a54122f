import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { designText, fine } from '../support/outer-texts.js';
import { Rig } from '../support/rig.js';

const PAGE = readFileSync(resolve(import.meta.dirname, '../../docs/plugins.md'), 'utf8');
/** The first block of that language in the page about plugins. */
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(PAGE)?.[1] ?? '';
const DESIGN = '.millstone/designs/be-fast.md';
const MODULE = 'stages/owner.mjs';

const filesIn = (rig: Rig, folder: string): readonly string[] => readdirSync(join(rig.repo, folder)).sort();
const journalOf = (rig: Rig): string =>
  filesIn(rig, '.millstone/runs')
    .flatMap((name) => (name.endsWith('.journal.jsonl') ? rig.read(`.millstone/runs/${name}`) : []))
    .join();

/** A repository with the stage of the page. */
async function withStage(): Promise<Rig> {
  const rig = await Rig.create();
  rig.write('.millstone/config.toml', block('toml'));
  rig.write(MODULE, block('js'));
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'a stage of ours');
  return rig;
}

describe('stages of the user', () => {
  test('the example of the page: shown, asked, told of, and not asked again once it has said yes', async () => {
    const rig = await withStage();
    const asked = ['--design', 'Be fast', '--through', 'plan'];
    const shown = await rig.millstone(...asked, '--dry-run');
    expect(shown.stdout).toContain(/^The stages would be.*$/m.exec(PAGE)?.[0] ?? 'no such line');
    expect(rig.git('status', '--porcelain')).toBe('');

    rig.script(
      { on: 'design', says: 'Done.', edits: { [DESIGN]: designText('be-fast') } },
      { on: 'design-review', says: fine },
    );
    const halted = await rig.millstone(...asked, '--exit-codes', 'extended');
    expect(halted.exitCode).toBe(32);
    expect(halted.stdout).toContain(`The stage owner (./${MODULE}) said stop: ${DESIGN} names no owner.`);

    rig.write(
      DESIGN,
      designText('be-fast', 'be-fast', 'reviewed').replace('- **status**', '- **owner**: Ada\n- **status**'),
    );
    const gate = await rig.millstone('--continue');
    expect(gate).toMatchObject({ exitCode: 0, stderr: '' });
    expect(gate.stdout).toContain('[owner] Title of be-fast is owned by Ada');
    expect(gate.stdout).toContain('APPROVAL GATE: Design created');

    const [cycle = ''] = filesIn(rig, '.millstone/cycles').filter((name) => name.endsWith('.log'));
    expect(rig.read(`.millstone/cycles/${cycle}`)).toMatch(/OWNER/);
    rig.write(DESIGN, designText('be-fast', 'be-fast', 'reviewed'));
    rig.script({ on: 'plan', exit: 3, stderr: 'boom' });
    expect((await rig.millstone('--continue')).stdout).not.toContain('names no owner');
  });

  test('an agent that writes its module is not run by it, until a person agrees', async () => {
    const rig = await withStage();
    const evil = "export default { name: 'owner', takes: 'design', gives: 'design', run: (one) => [one] };\n";
    rig.script(
      {
        on: 'design',
        says: 'Done.',
        edits: { [DESIGN]: designText('be-fast') },
        runs: `(sleep 0.1; cat > ${MODULE} <<'END'\n${evil}END\n)`,
      },
      { on: 'design-fix', says: 'Only the design, then.' },
      { on: 'design-review', says: fine },
    );
    // An author of a design may change nothing else: this is undone by itself, so that the stage is the old one still.
    const run = await rig.millstone('--design', 'Be fast', '--through', 'plan');
    expect(run.stdout).toContain('names no owner');

    rig.write(MODULE, evil);
    const changed = await rig.millstone('--continue');
    expect(changed.exitCode).toBe(1);
    expect(changed.stdout).toContain(`is not what it was when the run began; changed since: ${MODULE}`);
    const gate = await rig.millstone('--continue');
    expect(gate.stdout).toContain('APPROVAL GATE: Design created');
  });

  test('PL-S1 PL-S19 what cannot be loaded or does not fit is refused with key and file, and nothing is begun', async () => {
    const rig = await Rig.create();
    rig.write('a.mjs', "export default { name: 'a', takes: 'opportunity', gives: 'design', run() {} };\n");
    rig.git('add', '-A');
    rig.git('commit', '-qm', 'a stage');
    const refused = async (...stages: string[]): Promise<string> => {
      rig.write('.millstone/config.toml', `[pipeline]\ninsert = [${stages.join(', ')}]\n`);
      const run = await rig.millstone('--design', 'Be fast');
      expect([run.exitCode, run.stdout, filesIn(rig, '.millstone')]).toEqual([2, '', ['config.toml']]);
      return run.stderr;
    };
    const named = (stage: string, after: string, module: string) =>
      `{ stage = "${stage}", after = "${after}", module = "${module}" }`;
    const place = '.millstone/config.toml:2: pipeline.insert: the stage';
    expect(await refused(named('a', 'design', './a.mjs'))).toContain(
      `${place} "a" of ./a.mjs does not fit: it takes an opportunity, and design gives a design`,
    );
    const both = await refused(named('b', 'design', './nope.mjs'), named('c', 'plan', './a.mjs'));
    expect(both).toMatch(/"b" of \.\/nope\.mjs: Cannot find module/);
    expect(both).toContain(`${place} "c" of ./a.mjs: it calls itself "a"`);
    expect(await refused(named('plan', 'desing', '../a.mjs'))).toMatch(
      /millstone's own.*repository nor a package.*is "design" meant/s,
    );

    rig.write('.millstone/config.toml', `[pipeline]\ninsert = [${named('a', 'analyze', './a.mjs')}]\n`);
    rig.write(
      'a.mjs',
      "export default { name: 'a', takes: 'opportunity', gives: 'opportunity', run: (one) => [one] };\n",
    );
    const unseen = await rig.millstone('--design', 'Be fast');
    expect(unseen.exitCode).toBe(1);
    expect(unseen.stderr).toContain('the stage a is made of files that have changes which are not committed: a.mjs');
    expect(filesIn(rig, '.millstone')).toEqual(['config.toml']);
  });

  test('ST-S28 a stage that the configuration names no more is told by its name, and nothing is touched', async () => {
    const rig = await withStage();
    rig.script(
      { on: 'design', says: 'Done.', edits: { [DESIGN]: designText('be-fast') } },
      { on: 'design-review', says: fine },
    );
    await rig.millstone('--design', 'Be fast');
    rig.write('.millstone/config.toml', '');
    const before = journalOf(rig);
    const run = await rig.millstone('--continue');
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain(
      `this run has a stage owner of ./${MODULE}, which [pipeline] insert does not name any more`,
    );
    expect(journalOf(rig)).toBe(before);
  });
});
