import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { hasGoProgram } from './test/support/go-programs.ts'
import { findProgram } from './test/support/machine.ts'
import { s3Credentials } from './test/support/s3-server.ts'

/** Servers keep everything in another kind of storage than SQLite and files: see test/support/storage.ts. */
const onPostgresAndS3 = {
  globalSetup: ['test/support/postgres-of-the-run.ts', 'test/support/s3-of-the-run.ts'],
  provide: { storage: { database: 'postgres', blobs: 's3' } as const },
  env: s3Credentials,
}

/** What keeps something, and runs on every kind of storage. */
const storing = [
  'src/database/*.test.ts',
  'test/architecture/query-plans.test.ts',
  'test/cli/why.test.ts',
  'test/{api,oci,property}/**/*.test.ts',
  'test/faults/{broken-off,collection,kill-during-pushes,memory,no-descriptors}.test.ts',
]

/** What only what several servers share can show. */
const ofSharedStorage = [
  'src/database/dialects/postgres/*.test.ts',
  'test/cli/{migrate,two-servers,two-servers-policies,accounts-on-postgres}.test.ts',
  'test/faults/postgres-*.test.ts',
]

const clientsOfSharedStorage = ['test/clients/two-servers.test.ts']

/**
 * What runs together: pure tests; tests with servers on free ports; real clients, one file at a time because they share
 * one Docker Engine; and the package as a user installs it. Timeouts only catch what hangs, so they are generous.
 */
export default defineConfig({
  test: {
    projects: [
      project('unit', ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/architecture/**/*.test.ts'], 30, {
        exclude: ofSharedStorage,
      }),
      project('servers', ['test/{api,cli,oci,contract,property,faults,migrations}/**/*.test.ts'], 120, {
        exclude: ofSharedStorage,
      }),
      project('servers-on-postgres-and-s3', withBoth([...storing, ...ofSharedStorage]), 120, onPostgresAndS3),
      project('clients', ['test/clients/**/*.test.ts'], 300, {
        exclude: clientsOfSharedStorage,
        fileParallelism: false,
      }),
      project(
        'clients-on-postgres-and-s3',
        withBoth(['test/clients/docker-engine.test.ts', ...clientsOfSharedStorage]),
        300,
        {
          ...onPostgresAndS3,
          fileParallelism: false,
        },
      ),
      project('packed', ['test/packed/**/*.test.ts'], 300),
    ],
  },
})

/** Where PostgreSQL or the S3 server is missing, one skipped test says so. */
function withBoth(include: string[]): string[] {
  const areInstalled = findProgram('postgres') !== undefined && hasGoProgram('versitygw')
  return areInstalled ? include : ['test/support/not-installed.test.ts']
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
