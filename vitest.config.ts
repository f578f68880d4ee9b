import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { findProgram } from './test/support/machine.ts'

/** Servers keep everything in another kind of storage than SQLite and files: see test/support/storage.ts. */
const onPostgres = {
  globalSetup: 'test/support/postgres-of-the-run.ts',
  provide: { storage: { database: 'postgres' as const } },
}

/** What keeps something, and runs on every kind of storage. */
const storing = [
  'src/database/*.test.ts',
  'test/architecture/query-plans.test.ts',
  'test/{api,oci,property}/**/*.test.ts',
  'test/faults/{collection,kill-during-pushes,memory,no-descriptors}.test.ts',
]

/** What PostgreSQL alone can show. */
const ofPostgres = [
  'src/database/dialects/postgres/*.test.ts',
  'test/cli/{migrate,two-servers}.test.ts',
  'test/faults/postgres-*.test.ts',
]

/**
 * What runs together: pure tests; tests with servers on free ports; real clients, one file at a time because they share
 * one Docker Engine; and the package as a user installs it. Timeouts only catch what hangs, so they are generous.
 */
export default defineConfig({
  test: {
    projects: [
      project('unit', ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/architecture/**/*.test.ts'], 30, {
        exclude: ofPostgres,
      }),
      project('servers', ['test/{api,cli,oci,contract,property,faults,migrations}/**/*.test.ts'], 120, {
        exclude: ofPostgres,
      }),
      project('servers-on-postgres', withPostgres([...storing, ...ofPostgres]), 120, onPostgres),
      project('clients', ['test/clients/**/*.test.ts'], 300, { fileParallelism: false }),
      project('clients-on-postgres', withPostgres(['test/clients/docker-engine.test.ts']), 300, {
        ...onPostgres,
        fileParallelism: false,
      }),
      project('packed', ['test/packed/**/*.test.ts'], 300),
    ],
  },
})

/** Where it is missing, one skipped test says so. */
function withPostgres(include: string[]): string[] {
  return findProgram('postgres') === undefined ? ['test/support/not-installed.test.ts'] : include
}

function project(
  name: string,
  include: string[],
  timeoutSeconds: number,
  options: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  const timeoutMs = timeoutSeconds * 1000
  return { test: { name, include, testTimeout: timeoutMs, hookTimeout: timeoutMs, ...options } }
}
