import { describe, expect, test } from 'vitest';
import type { FileChange } from '../../../src/domain/change.js';
import { isTampering } from '../../../src/domain/tampering.js';
import { watchTampering } from '../../../src/policy/tampering.js';

/** Changed lines by file, as in a diff. */
type Diff = Readonly<Record<string, readonly string[]>>;
const change = (path: string, more: Partial<FileChange> = {}): FileChange => ({
  ...{ path, from: null, status: 'modified', added: 0, deleted: 0, binary: false, generated: false },
  ...more,
});

function signs(diff: Diff, files: readonly FileChange[] = Object.keys(diff).map((path) => change(path))) {
  const watch = watchTampering();
  for (const [path, lines] of Object.entries(diff))
    for (const line of lines) (line.startsWith('+') ? watch.added : watch.removed)(path, line.slice(1));
  return watch.finish(files);
}

describe('tests that are taken out', () => {
  test.each<[string, string, string]>([
    ['cart.test.ts', "-  it('totals', () => {", 'totals'],
    ['cart.test.ts', '-test.each([1])("adds %i", (n) => {', 'adds %i'],
    ['tests/test_cart.py', '-    async def test_total(self):', 'test_total'],
    ['cart_test.go', '-func TestCart(t *testing.T) {', 'TestCart'],
    ['src/lib.rs', '-    fn it_totals() {', 'it_totals'],
    ['spec/cart_spec.rb', '-  it "totals" do', 'totals'],
    ['src/test/java/CartTest.java', '-  void totals() {', 'totals'],
  ])('%s: %s', (path, line, name) => {
    expect(signs({ [path]: [line] }).deletedTests).toEqual([name]);
  });

  test('that came in elsewhere, or only moved, are none', () => {
    const moved = { 'a.test.ts': ["-it('totals', () => {"], 'b.test.ts': ["+  it('totals', () => {"] };
    expect(isTampering(signs(moved))).toBe(false);
  });

  test('in whole files are told by the file, as those that no runner finds under their new name', () => {
    const files = [
      change('a.test.ts', { status: 'deleted' }),
      change('src/b.ts', { status: 'deleted' }),
      change('old/c.txt', { status: 'renamed', from: 'c.test.ts' }),
      change('d2.test.ts', { status: 'renamed', from: 'd.test.ts' }),
    ];
    expect(signs({}, files).deletedFiles).toEqual(['a.test.ts', 'c.test.ts']);
  });
});

describe('tests that are skipped', () => {
  test.each([
    ['a.test.ts', "+  it.skip('totals', () => {"],
    ['a.test.ts', "+  describe.only('cart', () => {"],
    ['a.test.js', "+xit('totals', () => {});"],
    ['a.test.js', "+test('totals', { skip: true }, () => {});"],
    ['a.test.js', '+  t.skip();'],
    ['tests/test_a.py', '+@pytest.mark.skipif(True)'],
    ['tests/test_a.py', '+    self.skipTest("later")'],
    ['tests/test_a.py', '+@unittest.expectedFailure'],
    ['a_test.go', '+\tt.Skip("later")'],
    ['src/lib.rs', '+    #[ignore]'],
    ['spec/a_spec.rb', '+  xit "totals" do'],
    ['ATest.java', '+  @Disabled("later")'],
  ])('%s: %s', (path, line) => {
    expect(signs({ [path]: [line] }).skipped).toEqual([`${path}: ${line.slice(1).trim()}`]);
  });

  test.each([
    ['is in code, not in tests', { 'src/a.ts': ['+  stream.skip(2);'] }],
    ['was there, and only moved', { 'a.test.ts': ["-it.skip('x', f)", "+  it.skip('x', f)"] }],
    ['is taken out', { 'a.test.ts': ["-it.skip('x', f)", "+it('x', f)"] }],
  ])('not when the mark %s', (_, diff) => {
    expect(signs(diff).skipped).toEqual([]);
  });
});

describe('expectations', () => {
  test.each<[string, readonly string[]]>([
    ['a.test.ts', ['-  expect(sum).toBe(3);', '-  assert.equal(1, 1);', '+  run();']],
    ['tests/test_a.py', ['-    assert total == 3', '-    with pytest.raises(ValueError):', '+    total()']],
    ['a_test.go', ['-\t\tt.Errorf("got %v", got)', '-\trequire.NoError(t, err)']],
    ['src/lib.rs', ['-        assert_eq!(sum(), 3);', '-        assert!(ok);']],
    ['spec/a_spec.rb', ['-    expect(sum).to eq 3', '-    assert_equal 3, sum']],
    ['ATest.java', ['-    assertEquals(3, sum());', '-    assertThat(sum()).isEqualTo(3);']],
  ])('that are fewer in %s', (path, lines) => {
    expect(signs({ [path]: lines }).expectations).toEqual([{ path, removed: 2, added: 0 }]);
  });

  test.each<[string, Diff]>([
    ['as many came in', { 'a.test.ts': ['-expect(a).toBe(1);', '+expect(a).toBe(2);'] }],
    ['they moved to another file', { 'a.test.ts': ['-expect(a).toBe(1);'], 'b.test.ts': ['+expect(a).toBe(1);'] }],
    ['they are comments', { 'a.test.ts': ['-  // expect(a).toBe(1);'] }],
    ['they are matchers, which expect nothing themselves', { 'a.test.ts': ['-  name: expect.any(String),'] }],
    ['it is code', { 'src/a.ts': ['-assert(ok);'] }],
  ])('not when %s', (_, diff) => {
    expect(signs(diff).expectations).toEqual([]);
  });
});

describe('the configuration of checks', () => {
  test.each<[string, Diff]>([
    ['vitest.config.ts', { 'vitest.config.ts': ['+exclude: []'] }],
    ['.eslintrc.json', { '.eslintrc.json': ['-"no-undef": 2'] }],
    ['tsconfig.json', { 'tsconfig.json': ['-"strict": true,'] }],
    ['package.json', { 'package.json': ['-    "test": "vitest run",', '+    "test": "true",'] }],
    ['pyproject.toml', { 'pyproject.toml': ['-addopts = "--strict-markers"'] }],
    ['Makefile', { Makefile: ['-test: lint', '+test:'] }],
    ['.golangci.yml', { '.golangci.yml': ['-  - errcheck'] }],
    ['.millstone/project.toml', { '.millstone/project.toml': ['+command = "true"'] }],
  ])('%s is edited', (path, diff) => {
    expect(signs(diff).checkConfig).toEqual([path]);
  });

  test.each<[string, Diff, Partial<FileChange>]>([
    ['package.json', { 'package.json': ['+    "left-pad": "1.0.0",'] }, {}],
    ['pyproject.toml', { 'pyproject.toml': ['+version = "2"'] }, {}],
    ['vitest.config.ts', { 'vitest.config.ts': ['+export default {}'] }, { status: 'added' }],
    ['src/config.ts', { 'src/config.ts': ['+test: 1'] }, {}],
  ])('%s is not, or only came in', (path, diff, more) => {
    expect(signs(diff, [change(path, more)]).checkConfig).toEqual([]);
  });

  test('is told by its old name when it was deleted or renamed', () => {
    const files = [
      change('jest.config.js', { status: 'deleted' }),
      change('off.txt', { status: 'renamed', from: 'pytest.ini' }),
    ];
    expect(signs({}, files).checkConfig).toEqual(['jest.config.js', 'pytest.ini']);
  });
});

test('of very many signs the first are kept', () => {
  const lines = Array.from({ length: 50 }, (_, i) => `-it('t${i}', f)`);
  expect(signs({ 'a.test.ts': lines }).deletedTests).toHaveLength(20);
});
