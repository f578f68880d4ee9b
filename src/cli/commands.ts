import { z } from 'zod'
import type { Option, Options } from '../config/option.ts'
import { databaseOption, dataOption, serveOptions, truth } from '../config/serve-options.ts'
import { type Argument, command, type Command } from './command.ts'
import { useCompileCache } from './compile-cache.ts'
import { duration, instant } from './clock-arguments.ts'
import { lifecycleOptions } from './lifecycle-options.ts'
import { endpointUrlOption } from './remote-server.ts'
import { userName } from './user-name.ts'
import { whyOptions } from './why-options.ts'
import { print } from '../platform/terminal.ts'

const profile: Option<string | undefined> = {
  placeholder: 'NAME',
  help: "Write the key as this profile into AWS's files credentials and config, only for the services that ecrd has, and print lines that choose the profile",
  default: undefined,
  defaultInWords: 'prints the key',
  schema: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be the name of a profile: letters, digits and ._-')
    .optional(),
}

const user: Option<string | undefined> = {
  placeholder: 'NAME',
  help: 'Give the key of this user, which may assume roles, in place of the key of root. The first time, the user is created with AdministratorAccess',
  default: undefined,
  defaultInWords: "root's key",
  schema: userName.optional(),
}

const force: Option<boolean> = {
  placeholder: 'true|false',
  isSwitch: true,
  help: 'Replace a profile of this name even if ecrd did not write it',
  default: false,
  schema: truth,
}

export const configOption: Option<string | undefined> = {
  placeholder: 'FILE',
  help: 'YAML file with these options; the keys are the flags without the dashes in front',
  default: undefined,
  defaultInWords: 'none',
  schema: z.string().min(1, 'must be a path').optional(),
}

/** What a registry's owner says of it: a running server of the data folder knows all but the first itself. */
const { masterKeyFile, host, port, account, region, registryHost } = serveOptions
const registryOptions = {
  data: dataOption,
  database: databaseOption,
  masterKeyFile,
  host,
  port,
  account,
  region,
  registryHost,
}

const { repository, at, dryRun, policy } = lifecycleOptions

const envOptions = { ...registryOptions, profile, user, force }

/** How the commands of a registry's owner reach it. */
const reach = `If a server runs on the data folder, the server does it, and the other options are not needed.
Otherwise, and with --database, this command does it: give it the server's options.`

/** What commands do that can be used from another machine, too. */
const asks = (action: string): string =>
  `With --endpoint-url this command asks a server, from any machine, with AWS credentials that must allow ${action}. The options that
say where the registry keeps its data are not needed then.`

const clockMoves = `Registry tokens, sessions, uploads and layers without an image expire by it; a server that runs collects at once what has expired.
Dates of signatures, presigned URLs, leases, timeouts and rate limits go by the system's clock. It stays moved after a restart,
and other servers of the database follow within a second.
${reach}`

const newAccount: Argument<string> = {
  placeholder: 'ACCOUNT',
  help: 'The account id, 12 digits',
  schema: account.schema,
}

const anAccount: Argument<string | undefined> = {
  placeholder: 'ACCOUNT',
  help: 'The account id, 12 digits; without it, the default account',
  schema: account.schema.optional(),
}

const aJob: Argument<number> = {
  placeholder: 'ID',
  help: 'The number of the job, as `ecrd jobs list` shows it',
  schema: z
    .string()
    .regex(/^[1-9][0-9]{0,14}$/, 'must be the number of a job')
    .transform(Number),
}

export const commands: readonly Command[] = [
  command({
    name: 'serve',
    summary: 'Run the registry',
    options: serveOptions,
    takesConfigFile: true,
    async run(options) {
      // Files in the data folder are private, even if the folder itself is open to others.
      process.umask(0o077)
      useCompileCache(options.data)
      const { serve } = await import('./serve.ts')
      return serve(options)
    },
  }),
  command({
    name: 'account create',
    summary: 'Create an account and print its root key',
    details: `The key goes to standard output, only once, in the form of AWS's file ~/.aws/credentials.
${reach}`,
    argument: newAccount,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, id) {
      const { createAccount } = await import('./manage-accounts.ts')
      return createAccount(options, id)
    },
  }),
  command({
    name: 'account list',
    summary: 'List the accounts',
    details: `One line for each account: id, time of creation, state of the root key (active, locked, none), alias.
${reach}`,
    options: registryOptions,
    takesConfigFile: true,
    async run(options) {
      const { listAccounts } = await import('./manage-accounts.ts')
      return listAccounts(options)
    },
  }),
  command({
    name: 'credentials rotate',
    summary: 'Replace the root key of an account and print the new one',
    details: `The old key may be lost or locked. It ends at once, with all its sessions and registry tokens.
The new key goes to standard output, only once, in the form of AWS's file ~/.aws/credentials.
${reach}`,
    argument: anAccount,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, id) {
      const { rotateCredentials } = await import('./manage-accounts.ts')
      return rotateCredentials(options, id)
    },
  }),
  command({
    name: 'credentials lock',
    summary: 'Lock the root of an account until its key is rotated',
    details: `Its key, its sessions and its registry tokens are no longer valid then.
${reach}`,
    argument: anAccount,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, id) {
      const { lockCredentials } = await import('./manage-accounts.ts')
      return lockCredentials(options, id)
    },
  }),
  command({
    name: 'clock',
    summary: 'Show the clock of a registry that was created with --dev, and the system’s',
    details: reach,
    options: registryOptions,
    takesConfigFile: true,
    async run(options) {
      const { showClock } = await import('./clock.ts')
      return showClock(options)
    },
  }),
  command({
    name: 'clock advance',
    summary: 'Move the clock of a registry that was created with --dev forward',
    details: clockMoves,
    argument: duration,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, byMs) {
      const { moveClock } = await import('./clock.ts')
      return moveClock(options, { kind: 'advance', byMs })
    },
  }),
  command({
    name: 'clock set',
    summary: 'Move the clock of a registry that was created with --dev forward to a time',
    details: clockMoves,
    argument: instant,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, toMs) {
      const { moveClock } = await import('./clock.ts')
      return moveClock(options, { kind: 'set', toMs })
    },
  }),
  command({
    name: 'clock reset',
    summary: 'Take the clock of a registry that was created with --dev back to the system’s time',
    details: `What was made while it was ahead stays dated as it is, and so expires later than it would have.
${reach}`,
    options: registryOptions,
    takesConfigFile: true,
    async run(options) {
      const { moveClock } = await import('./clock.ts')
      return moveClock(options, { kind: 'reset' })
    },
  }),
  command({
    name: 'jobs list',
    summary: 'List the jobs that failed',
    details: `A line for each: id, kind, whether it is waiting for its next attempt, running or dead, attempts, when it failed last, error.
${asks('ecrd:ListJobs')}
${reach}`,
    options: { ...registryOptions, endpointUrl: endpointUrlOption },
    takesConfigFile: true,
    async run(options) {
      const { listJobs } = await import('./manage-jobs.ts')
      return listJobs(options)
    },
  }),
  command({
    name: 'jobs retry',
    summary: 'Have a job that failed run at once, with all its attempts before it',
    details: reach,
    argument: aJob,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, id) {
      const { retryFailedJob } = await import('./manage-jobs.ts')
      return retryFailedJob(options, id)
    },
  }),
  command({
    name: 'jobs drop',
    summary: 'Delete a job that failed',
    details: `What it should have done is never done: bytes that it should have removed stay.
${reach}`,
    argument: aJob,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, id) {
      const { dropFailedJob } = await import('./manage-jobs.ts')
      return dropFailedJob(options, id)
    },
  }),
  command({
    name: 'lifecycle run',
    summary: 'Evaluate the lifecycle policy of a repository now, and do what it says',
    details: `It prints what was done with which image and why: a table on a terminal, JSON otherwise. Policies are evaluated without it, too:
within minutes of a push, and at least once a day.
${asks('ecrd:StartLifecycleRun and ecrd:GetLifecycleRun')}
${reach}`,
    options: { ...registryOptions, endpointUrl: endpointUrlOption, repository, at, dryRun },
    takesConfigFile: true,
    async run(options) {
      const { runLifecycle } = await import('./lifecycle.ts')
      return runLifecycle(options)
    },
  }),
  command({
    name: 'lifecycle preview',
    summary: 'Say what a lifecycle policy would do with the images of a repository, and why',
    details: `Nothing is changed. With --at it says what will be done then, as far as nothing else changes.
${asks('ecrd:StartLifecycleRun and ecrd:GetLifecycleRun')}
${reach}`,
    options: { ...registryOptions, endpointUrl: endpointUrlOption, repository, at, policy },
    takesConfigFile: true,
    async run(options) {
      const { previewLifecycle } = await import('./lifecycle.ts')
      return previewLifecycle(options)
    },
  }),
  command({
    name: 'lifecycle history',
    summary: 'List what the lifecycle policies of a repository did',
    details: `With --run, the images of one run. Runs are kept for as long as the server's --lifecycle-history-days says.
${asks('ecrd:ListLifecycleRuns and ecrd:GetLifecycleRun')}
${reach}`,
    options: { ...registryOptions, endpointUrl: endpointUrlOption, repository, run: lifecycleOptions.run },
    takesConfigFile: true,
    async run(options) {
      const { lifecycleHistory } = await import('./lifecycle.ts')
      return lifecycleHistory(options)
    },
  }),
  command({
    name: 'migrate',
    summary: 'Upgrade the tables of a database for this version',
    options: { data: dataOption, database: databaseOption },
    takesConfigFile: true,
    async run(options) {
      const { migrate } = await import('./migrate.ts')
      return migrate(options)
    },
  }),
  command({
    name: 'why',
    summary: 'Explain why a caller may do something or not, and what would allow it',
    details: `${asks('ecrd:WhyDenied')}
Without it, this command reads the database, while a server runs or not.`,
    options: whyOptions,
    takesConfigFile: true,
    failureCode: 2,
    async run(options) {
      const { why } = await import('./why.ts')
      return why(options)
    },
  }),
  command({
    name: 'env',
    summary: 'Print shell lines that point aws and the SDKs at this registry: eval "$(npx ecrd env)"',
    details: `The key belongs to ecrd: AWS does not know it. With --profile, requests for services that ecrd does not have go to AWS.
For daily work use --user: unlike root, a user may assume roles. It creates the user in the default account.
${reach}`,
    options: envOptions,
    takesConfigFile: true,
    async run(options) {
      const { printEnvironment } = await import('./print-environment.ts')
      return printEnvironment(options)
    },
  }),
  command({
    name: 'version',
    summary: 'Print the version',
    options: {},
    takesConfigFile: false,
    async run() {
      const { version } = await import('./version.ts')
      print(`ecrd ${version}\n`)
      return 0
    },
  }),
]

/** Every option that a flag, a variable or a key can name. */
export const allOptions: Options = {
  ...serveOptions,
  ...whyOptions,
  ...lifecycleOptions,
  config: configOption,
  profile,
  user,
  force,
}
