// The arrows of the program. Imports go down this drawing, never up; types count; nothing goes in a circle.
//
//   main.ts
//   cli                                         what the command can do
//   server.ts, server                           names the drivers and puts everything together
//   services.ts                                 every service once: model, operations, policy source
//   config · http · log.ts · metrics            how it is set up, how it is asked, what it tells its operator
//   pipeline                                    authorize → run
//   ecrd                                        ecrd's own operations: the server's jobs, why a request was denied
//   auth · jobs · dev                           who asks, what happens later, what only tests need
//   ecr · resource-groups-tagging               the nouns, each with its rules, tables and operations
//   iam · sts                                   identities and sessions
//   request · jobs/define-job.ts, enqueue.ts    what an operation is, what it may touch, how it puts off work
//   sealing · database · blobs                  where it is kept
//   errors.ts                                   every failure a caller can see
//   standards · platform · generated            other people's standards, this machine, AWS's model
export const layers = [
  ['standards', 'platform', 'generated'],
  ['errors.ts'],
  ['sealing', 'database', 'blobs'],
  ['request', 'jobs/define-job.ts', 'jobs/enqueue.ts', 'jobs/job.table.ts', 'served-services.ts'],
  ['iam', 'sts'],
  ['ecr', 'resource-groups-tagging'],
  ['auth', 'jobs', 'dev'],
  ['ecrd'],
  ['pipeline'],
  ['config', 'http', 'log.ts', 'metrics'],
  ['services.ts'],
  ['server.ts', 'server'],
  ['cli'],
  ['main.ts'],
]

/** Their members know the folder's own files, but not each other. */
const archipelagos = ['standards', 'blobs']

/** ECR's nouns, the lowest first: a noun knows those below its own line. */
const ecrNouns = [
  ['registry', 'tokens'],
  ['repositories', 'pull-time-exclusions'],
  ['tagging', 'policies', 'layers'],
  ['images'],
  ['lifecycle'],
  ['repository-lifetime', 'creation-templates'],
]

/** A package and the only places that may name it. */
const homes = [
  ['kysely', ['\\.table\\.ts$', '^src/database/']],
  ['fastify', ['^src/http/', '^src/server']],
  ['node:sqlite', ['^src/database/']],
  ['pg', ['^src/database/']],
  ['prom-client', ['^src/metrics/']],
  ['cborg', ['^src/standards/cbor/']],
  ['@aws-sdk/client-s3', ['^src/blobs/s3/']],
]

const path = (members) =>
  `^src/(${members.map((name) => (name.endsWith('.ts') ? name.replace('.', '\\.') : `${name}/`)).join('|')})`

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    ...layers.slice(0, -1).map((layer, height) => ({
      name: `${layer[0]}-looks-up`,
      severity: 'error',
      from: { path: path(layer) },
      to: { path: path(layers.slice(height + 1).flat()), pathNot: path(layers.slice(0, height + 1).flat()) },
    })),
    ...ecrNouns.slice(0, -1).map((nouns, height) => ({
      name: `ecr-${nouns[0]}-looks-up`,
      comment: 'What concerns several nouns is a use case of the highest of them, or of a room above.',
      severity: 'error',
      from: { path: path(nouns.map((noun) => `ecr/${noun}`)) },
      to: {
        path: path(
          ecrNouns
            .slice(height + 1)
            .flat()
            .map((noun) => `ecr/${noun}`),
        ),
      },
    })),
    ...archipelagos.map((name) => ({
      name: `${name}-are-islands`,
      severity: 'error',
      from: { path: `^src/${name}/([^/]+)/` },
      to: { path: `^src/${name}/[^/]+/`, pathNot: `^src/${name}/$1/` },
    })),
    ...homes.map(([name, at]) => ({
      name: `${name}-outside-its-home`,
      severity: 'error',
      from: { path: '^src/', pathNot: at },
      to: { path: name.startsWith('node:') ? `^${name}$` : `node_modules/${name}/` },
    })),
    {
      name: 'rules-are-pure',
      comment: 'Decisions see rows, but no database, files or network: what they need is handed to them.',
      severity: 'error',
      from: { path: '[/-]rules\\.ts$' },
      to: {
        path: [
          path(['database', 'blobs', 'remote', 'sealing', 'request/context.ts']),
          '\\.table\\.ts$',
          '^(node:)?(fs|http|https|net|child_process|sqlite|worker_threads)(/|$)',
        ],
        pathNot: '^src/database/schema\\.ts$',
      },
    },
    {
      name: 'auth-knows-services-by-their-sources',
      comment: 'What decisions ask of a resource, its service tells through a PolicySource (request/policy-source.ts).',
      severity: 'error',
      from: { path: '^src/auth/', pathNot: '\\.test\\.ts$' },
      to: { path: path(['ecr', 'resource-groups-tagging']) },
    },
    {
      name: 'doors-know-no-sql',
      comment: 'A door translates. What it would ask the database, an operation asks for both doors.',
      severity: 'error',
      from: { path: '^src/http/' },
      to: { path: '\\.table\\.ts$' },
    },
    {
      name: 'program-needs-no-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: ['\\.test\\.ts$', '^test/', '^scripts/', '^bench/'] },
    },
    {
      name: 'package-brings-what-it-imports',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'import-leads-nowhere', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    builtInModules: { add: ['node:sqlite'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
}
