import type { Markers } from '../../domain/project.js';
import type { ProjectKind } from './project-kind.js';

/** A Go module. */
export function goProject({ names }: Markers): ProjectKind | null {
  if (!names.has('go.mod')) return null;
  const lints = ['.golangci.yml', '.golangci.yaml', '.golangci.toml', '.golangci.json'].some((name) => names.has(name));
  const lint = lints ? { lint: 'golangci-lint run' } : {};
  const tests = {
    tests: 'go test ./...',
    smoke: 'go test -failfast ./...',
    coverage: 'go test -coverprofile=coverage.out ./...',
  };
  return { language: 'go', manager: 'go', commands: { ...tests, ...lint } };
}

/** A Rust crate or workspace. */
export function rustProject({ names, texts }: Markers): ProjectKind | null {
  if (!names.has('Cargo.toml')) return null;
  const lints =
    names.has('clippy.toml') ||
    names.has('.clippy.toml') ||
    /^\[.*lints\.clippy\]/m.test(texts.get('Cargo.toml') ?? '');
  const lint = lints ? { lint: 'cargo clippy --all-targets' } : {};
  return { language: 'rust', manager: 'cargo', commands: { tests: 'cargo test', ...lint } };
}

/** A project of Maven or Gradle; the wrapper in the repository goes first, since it fixes the version. */
export function javaProject({ names }: Markers): ProjectKind | null {
  if (names.has('pom.xml')) {
    const tests = `${names.has('mvnw') ? './mvnw' : 'mvn'} -B test`;
    return { language: 'java', manager: 'maven', commands: { tests } };
  }
  const gradle = ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'];
  if (!gradle.some((name) => names.has(name))) return null;
  const tests = `${names.has('gradlew') ? './gradlew' : 'gradle'} test`;
  return { language: 'java', manager: 'gradle', commands: { tests } };
}

/** A .NET solution or project. */
export function dotnetProject({ names }: Markers): ProjectKind | null {
  if (![...names].some((name) => /\.(?:sln|slnx|csproj|fsproj|vbproj)$/.test(name))) return null;
  return { language: 'dotnet', manager: 'dotnet', commands: { tests: 'dotnet test' } };
}
