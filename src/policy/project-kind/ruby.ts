import type { Markers } from '../../domain/project.js';
import type { Commands, ProjectKind } from './project-kind.js';

/** A Ruby project: with a Gemfile, or a Rakefile alone. */
export function rubyProject({ names, texts }: Markers): ProjectKind | null {
  const gems = names.has('Gemfile');
  if (!gems && !names.has('Rakefile')) return null;
  const start = gems ? 'bundle exec ' : '';
  const commands: { -readonly [K in keyof Commands]: Commands[K] } = {};
  if (names.has('spec/') || names.has('.rspec')) commands.tests = `${start}rspec`;
  else if (names.has('Rakefile') && /test/i.test(texts.get('Rakefile') ?? '')) commands.tests = `${start}rake test`;
  else if (names.has('bin/') && names.has('config.ru') && names.has('test/')) commands.tests = 'bin/rails test';
  if (names.has('.rubocop.yml')) commands.lint = `${start}rubocop`;
  return { language: 'ruby', manager: gems ? 'bundler' : 'rake', commands };
}
