import { expect, test } from 'vitest';
import { designText, fine } from '../support/outer-texts.js';
import { Rig } from '../support/rig.js';

test('OL-S52 ON-S2 ON-S3 PO-S6 PO-S7 a profile that only reads: nothing that writes is begun, a design may be reviewed', async () => {
  const rig = await Rig.create();
  rig.write('.millstone/config.toml', 'profile = "audit"\n');
  rig.write('.millstone/profiles/audit.toml', 'capability_tier = "C0_read_only"\n');
  rig.write('.millstone/designs/be-fast.md', designText('be-fast'));
  for (const asked of [
    ['--analyze'],
    ['--design', 'Be fast'],
    ['--plan', 'be-fast'],
    ['--cycle'],
    ['--task', 'Add a'],
  ]) {
    const ran = await rig.millstone(...asked);
    expect(ran).toMatchObject({ exitCode: 1 });
    expect(ran.stderr).toContain('the profile audit may do no more than C0_read_only, and this takes C1_local_write');
  }
  expect(await rig.fake.calls()).toEqual([]);
  rig.script({ on: 'design-review', says: fine });
  expect(await rig.millstone('--review-design', 'be-fast')).toMatchObject({ exitCode: 0 });
});
