import type { Markers } from '../../domain/project.js';
import type { Commands, ProjectKind } from './project-kind.js';

const PROJECT_FILES = ['pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'Pipfile'];

/** Lock files, and how their manager starts a tool of the project. */
const MANAGERS = [
  ['uv.lock', 'uv', 'uv run '],
  ['poetry.lock', 'poetry', 'poetry run '],
  ['pdm.lock', 'pdm', 'pdm run '],
  ['Pipfile', 'pipenv', 'pipenv run '],
] as const;

/** A Python project; null where nothing speaks of one. */
export function pythonProject(markers: Markers): ProjectKind | null {
  const { names, texts } = markers;
  if (!PROJECT_FILES.some((name) => names.has(name)) && ![...names].some((name) => name.endsWith('.py'))) return null;
  const [manager, start] = starter(names);
  const all = [...texts].flatMap(([name, text]) => (name.endsWith('.json') ? [] : [text])).join('\n');
  const mentions = (tool: string): boolean => new RegExp(`\\b${tool}\\b`).test(all);
  const has = (...files: readonly string[]): boolean => files.some((name) => names.has(name));

  const commands: { -readonly [K in keyof Commands]: Commands[K] } = {};
  const pytest = mentions('pytest') || has('pytest.ini', 'conftest.py');
  if (!pytest && has('manage.py')) commands.tests = `${python(manager, start)} manage.py test`;
  else if (has('tests/')) commands.tests = `${start}pytest tests/ --tb=short -q`;
  else if (pytest || has('test/') || [...names].some((name) => /^test_.*\.py$|_test\.py$/.test(name)))
    commands.tests = `${start}pytest --tb=short -q`;
  if (commands.tests?.includes('pytest')) {
    commands.smoke = `${commands.tests} -x`;
    if (mentions('pytest-cov')) commands.coverage = `${commands.tests} --cov=. --cov-report=json`;
  }
  // A linter or a type check that the project does not use would only report what nobody there cares about.
  if (mentions('ruff') || has('ruff.toml', '.ruff.toml')) commands.lint = `${start}ruff check .`;
  if (mentions('mypy') || has('mypy.ini', '.mypy.ini')) commands.typing = `${start}mypy .`;
  return { language: 'python', manager, commands };
}

function starter(names: ReadonlySet<string>): readonly [manager: string, start: string] {
  const found = MANAGERS.find(([lock]) => names.has(lock));
  if (found !== undefined) return [found[1], found[2]];
  // Whoever starts millstone need not have entered the project's own environment.
  const own = ['.venv', 'venv'].find((name) => names.has(`${name}/`));
  return ['pip', own === undefined ? '' : `${own}/bin/python -m `];
}

const python = (manager: string, start: string): string => {
  if (manager !== 'pip') return `${start}python`;
  return start === '' ? 'python' : start.replace(/ -m $/, '');
};
