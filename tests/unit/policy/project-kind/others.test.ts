import { expect, test } from 'vitest';
import { projectKinds } from '../../../../src/policy/project-kinds.js';
import { markers } from '../markers.js';

const GO = {
  tests: 'go test ./...',
  smoke: 'go test -failfast ./...',
  coverage: 'go test -coverprofile=coverage.out ./...',
};

test.each([
  ['a Go module', { 'go.mod': '' }, GO],
  ['with golangci', { 'go.mod': '', '.golangci.yml': '' }, { ...GO, lint: 'golangci-lint run' }],
  ['a crate', { 'Cargo.toml': '' }, { tests: 'cargo test' }],
  [
    'with clippy',
    { 'Cargo.toml': '[package]\n\n[lints.clippy]\n' },
    { tests: 'cargo test', lint: 'cargo clippy --all-targets' },
  ],
  ['Maven', { 'pom.xml': '' }, { tests: 'mvn -B test' }],
  ['its wrapper', { 'pom.xml': '', mvnw: '' }, { tests: './mvnw -B test' }],
  ['Gradle', { 'settings.gradle': '' }, { tests: 'gradle test' }],
  ['its wrapper', { 'build.gradle': '', gradlew: '' }, { tests: './gradlew test' }],
  [
    'RSpec',
    { Gemfile: '', 'spec/': '', '.rubocop.yml': '' },
    { tests: 'bundle exec rspec', lint: 'bundle exec rubocop' },
  ],
  ['Rake', { Gemfile: '', Rakefile: 'Rake::TestTask.new' }, { tests: 'bundle exec rake test' }],
  ['Rake without tests', { Rakefile: 'task :build' }, {}],
  ['Rails', { Gemfile: '', 'bin/': '', 'config.ru': '', 'test/': '' }, { tests: 'bin/rails test' }],
  ['.NET', { 'Shop.sln': '' }, { tests: 'dotnet test' }],
])('%s (%j)', (_name, files, commands) => {
  expect(projectKinds(markers(files), 'auto').map((kind) => kind.commands)).toEqual([commands]);
});
