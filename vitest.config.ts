import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { measuredFiles } from './scripts/branch-coverage.ts'
import { cacheFolder } from './scripts/cache-folder.ts'
import { hasGoProgram } from './test/support/go-programs.ts'
import { findProgram } from './test/support/machine.ts'
import { s3Credentials } from './test/support/s3-server.ts'

/** The hundreds of servers and commands that tests start load what was compiled before: that halves their start. */
const keptCompiled = { NODE_COMPILE_CACHE: join(cacheFolder, 'compiled') }

/** Files of one worker share what they import: loading it anew for each would take as long as half of the tests. */
const sharedModules = { isolate: false } as const

/** Joins what tests start as programs to a few files. */
const programs = 'test/support/program-of-the-run.ts'
const startingPrograms = { globalSetup: programs }

/** Servers keep everything in another kind of storage than SQLite and files: see test/support/storage.ts. */
const onPostgresAndS3 = {
  globalSetup: [programs, 'test/support/postgres-of-the-run.ts', 'test/support/s3-of-the-run.ts'],
  provide: { storage: { database: 'postgres', blobs: 's3' } as const },
  env: s3Credentials,
}

/** What keeps something, and runs on every kind of storage. */
const storing = [
  'src/database/*.test.ts',
  'src/jobs/{enqueue,enqueue-scheduled,failed-jobs,job-lease,run-jobs}.test.ts',
  'test/architecture/query-plans.test.ts',
  'test/cli/why.test.ts',
  'test/{api,oci,property}/**/*.test.ts',
  'test/faults/{broken-off,collection,kill-during-pushes,memory,no-descriptors}.test.ts',
]

/**
 * What has a server, and runs once: it is about what comes before anything is stored or asked of the database, or asks only what
 * every other test asks as well (whose key it is, and may they).
 */
const storingNothing = [
  // How requests are read, and signed.
  'test/api/{bodies,odd-signatures,signatures}.test.ts',
  'test/api/protocols/*.test.ts',
  'test/oci/{bad-input,errors}.test.ts',
  // Which host and protocol they came to.
  'test/api/{tls-terminating-proxy,trusted-proxies}.test.ts',
  'test/oci/registries-by-host.test.ts',
  // What is refused before it runs: what is allowed runs, and is asked of both.
  'test/api/identities/matrix/{refused,unknown-paths}.test.ts',
  'test/api/{,iam/}operations-not-built.test.ts',
  // What is worked out from the request alone.
  'test/api/identities/bad-documents.test.ts',
  'test/api/identities/altered-tokens.test.ts',
  'test/api/iam/simulate-custom-policy.test.ts',
  'test/api/sts/decode-authorization-message.test.ts',
]

/** What shows nearly all that stores of blobs do, in little time: its branches are counted. */
const ofStores = ['test/contract/*.test.ts', 'test/faults/s3-faults.test.ts']

/** What only what several servers share can show. */
const ofSharedStorage = [
  'src/database/dialects/postgres/*.test.ts',
  'test/api/round-trips.test.ts',
  'test/cli/{migrate,two-servers,two-servers-policies,accounts-on-postgres}.test.ts',
  'test/faults/postgres-*.test.ts',
]

const clientsOfSharedStorage = ['test/clients/two-servers.test.ts']

/** Servers whose storage fails: much of it is waiting, so it has a run of its own beside others. */
const ofFailingStorage = ['test/faults/nth-io/*.test.ts']

/** What starts a Docker Engine, which test/support/docker-engine.ts refuses elsewhere. */
const clientsWithDocker = [
  'test/clients/{accounts,aws-names,dev,readme,users-and-policies}.test.ts',
  'test/clients/docker-{denied,engine,sessions}.test.ts',
  'test/clients/seeds/!(seed-steps).test.ts',
]

/** Engines share the machine's namespaces and mounts, and each is as much as the machine does at once. */
const oneAtATime = { fileParallelism: false, provide: { canStartEngines: true } } as const

/**
 * What runs together: pure tests; tests with servers on free ports, in this process or in one of their own; real clients, of which those with docker run one file at a
 * time; and the package as a user installs it. Timeouts only catch what hangs, so they are generous.
 */
export default defineConfig({
  test: {
    // By itself it would leave one processor to whoever watches.
    maxWorkers: availableParallelism(),
    // scripts/branch-coverage.ts reads it; scripts/vitest-step.ts says which runs are measured, and where it goes.
    coverage: { provider: 'v8', include: [...measuredFiles], reporter: ['json'], reportOnFailure: true },
    projects: [
      project('unit', ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/architecture/**/*.test.ts'], 120, {
        ...sharedModules,
        exclude: ofSharedStorage,
      }),
      project('servers', ['test/{api,oci,property,migrations}/**/*.test.ts'], 300, {
        ...startingPrograms,
        ...sharedModules,
        exclude: ofSharedStorage,
        setupFiles: 'test/support/thrown-errors.ts',
      }),
      project('processes', ['test/{cli,faults}/**/*.test.ts'], 300, {
        ...startingPrograms,
        exclude: [...ofSharedStorage, ...ofStores, ...ofFailingStorage],
        setupFiles: 'test/support/thrown-errors.ts',
      }),
      // Only one can have V8 count: here it is the coverage, and not test/support/thrown-errors.ts.
      project('stores', ofStores, 300),
      project('servers-on-postgres-and-s3', withBoth([...storing, ...ofSharedStorage]), 300, {
        ...onPostgresAndS3,
        ...sharedModules,
        exclude: storingNothing,
      }),
      project('failing-storage', ofFailingStorage, 300, startingPrograms),
      project('failing-postgres-and-s3', withBoth(ofFailingStorage), 300, onPostgresAndS3),
      project('clients', ['test/clients/**/*.test.ts'], 300, {
        ...startingPrograms,
        exclude: [...clientsOfSharedStorage, ...clientsWithDocker],
      }),
      project('clients-with-docker', clientsWithDocker, 300, { ...startingPrograms, ...oneAtATime }),
      project(
        'clients-on-postgres-and-s3',
        withBoth(['test/clients/docker-engine.test.ts', ...clientsOfSharedStorage]),
        300,
        {
          ...onPostgresAndS3,
          ...oneAtATime,
          provide: { ...onPostgresAndS3.provide, ...oneAtATime.provide },
        },
      ),
      project('packed', ['test/packed/**/*.test.ts'], 300, startingPrograms),
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
  { env = {}, ...options }: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  const timeoutMs = timeoutSeconds * 1000
  return {
    test: {
      name,
      include,
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
      // Its own, a second, is short on a busy machine.
      expect: { poll: { timeout: 60_000 } },
      env: { ...keptCompiled, ...env },
      ...options,
    },
  }
}
