import { describe, expect, test } from 'vitest';
import { pythonProject } from '../../../../src/policy/project-kind/python.js';
import { markers } from '../markers.js';

const commands = (files: Readonly<Record<string, string>>) => pythonProject(markers(files))?.commands;

describe('pythonProject', () => {
  test.each([
    ['EV-S54 a folder of tests', { 'setup.py': '', 'tests/': '' }, 'pytest tests/ --tb=short -q'],
    ['pytest in a list of requirements', { 'requirements.txt': 'pytest==8\n' }, 'pytest --tb=short -q'],
    ['pytest with settings', { 'pyproject.toml': '[tool.pytest.ini_options]\n' }, 'pytest --tb=short -q'],
    ['a file of tests', { 'app.py': '', 'test_app.py': '' }, 'pytest --tb=short -q'],
    ['uv', { 'pyproject.toml': '', 'uv.lock': '', 'tests/': '' }, 'uv run pytest tests/ --tb=short -q'],
    ['poetry', { 'pyproject.toml': '', 'poetry.lock': '', 'tests/': '' }, 'poetry run pytest tests/ --tb=short -q'],
    [
      'an environment in the folder',
      { 'setup.py': '', '.venv/': '', 'tests/': '' },
      '.venv/bin/python -m pytest tests/ --tb=short -q',
    ],
    ['Django', { 'manage.py': '', 'venv/': '' }, 'venv/bin/python manage.py test'],
    ['Django with uv', { 'manage.py': '', 'uv.lock': '' }, 'uv run python manage.py test'],
    ['scripts without tests', { 'app.py': '' }, undefined],
  ])('tests: %s', (_name, files, command) => {
    expect(commands(files)?.tests).toBe(command);
  });

  test('a linter and a type check that the project does not use are not run', () => {
    expect(commands({ 'pyproject.toml': '[project]\n' })).toEqual({});
    expect(commands({ 'pyproject.toml': '[tool.ruff]\n[tool.mypy]\n', 'uv.lock': '' })).toEqual({
      lint: 'uv run ruff check .',
      typing: 'uv run mypy .',
    });
    expect(commands({ 'app.py': '', 'ruff.toml': '', 'mypy.ini': '' })).toEqual({
      lint: 'ruff check .',
      typing: 'mypy .',
    });
  });
});
