import { z } from 'zod'
import type { Option, Options } from '../config/option.ts'
import { databaseOption, dataOption, serveOptions, truth } from '../config/serve-options.ts'
import { type Argument, command, type Command } from './command.ts'
import { useCompileCache } from './compile-cache.ts'
import { userName } from './user-name.ts'
import { whyOptions } from './why-options.ts'
import { print } from '../platform/terminal.ts'

const profile: Option<string | undefined> = {
  placeholder: 'NAME',
  help: "Write the key as this profile into AWS's files credentials and config, for the services that ecrd has alone, and print lines that choose it",
  default: undefined,
  defaultInWords: 'prints the key',
  schema: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be the name of a profile: letters, digits and ._-')
    .optional(),
}

const user: Option<string | undefined> = {
  placeholder: 'NAME',
  help: 'A user with the policy AdministratorAccess, made at the first time, in the place of root: roles let users in',
  default: undefined,
  defaultInWords: "root's key",
  schema: userName.optional(),
}

const force: Option<boolean> = {
  placeholder: 'true|false',
  isSwitch: true,
  help: 'Replace a profile of the name that ecrd did not write',
  default: false,
  schema: truth,
}

export const configOption: Option<string | undefined> = {
  placeholder: 'FILE',
  help: 'YAML file that gives these options, by the names of their flags without dashes',
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

const envOptions = { ...registryOptions, profile, user, force }

/** How the commands of a registry's owner reach it. */
const reach = `A server that runs on the data folder does it, and knows by itself what the other options say.
Without one, and with --database, this command does it: give it what the server is given.`

const newAccount: Argument<string> = {
  placeholder: 'ACCOUNT',
  help: 'The account id, 12 digits',
  schema: account.schema,
}

const anAccount: Argument<string | undefined> = {
  placeholder: 'ACCOUNT',
  help: 'The account id, 12 digits; the default account if it is left out',
  schema: account.schema.optional(),
}

export const commands: readonly Command[] = [
  command({
    name: 'serve',
    summary: 'Run the registry',
    options: serveOptions,
    takesConfigFile: true,
    async run(options) {
      // What lies in the data folder is nobody else's, even if the folder itself is open to others.
      process.umask(0o077)
      useCompileCache(options.data)
      const { serve } = await import('./serve.ts')
      return serve(options)
    },
  }),
  command({
    name: 'account create',
    summary: 'Make an account, and print the key of its root',
    details: `The key goes to standard output, this once, as AWS's file ~/.aws/credentials has it.
${reach}`,
    argument: newAccount,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, id) {
      const { createAccount } = await import('./create-account.ts')
      return createAccount(options, id)
    },
  }),
  command({
    name: 'account list',
    summary: 'List the accounts',
    details: `A line for each: id, when it was made, whether its root has a key (active, locked, none), alias.
${reach}`,
    options: registryOptions,
    takesConfigFile: true,
    async run(options) {
      const { listAccounts } = await import('./list-accounts.ts')
      return listAccounts(options)
    },
  }),
  command({
    name: 'credentials rotate',
    summary: 'Replace the key of an account’s root, and print the new one',
    details: `The old one may be lost or locked. What it could do ends at once, with all sessions and registry tokens of it.
The new one goes to standard output, this once, as AWS's file ~/.aws/credentials has it.
${reach}`,
    argument: anAccount,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, id) {
      const { rotateCredentials } = await import('./rotate-credentials.ts')
      return rotateCredentials(options, id)
    },
  }),
  command({
    name: 'credentials lock',
    summary: 'Lock an account’s root out, until its key is rotated',
    details: `Its key is worth nothing from then on, and neither are its sessions and registry tokens.
${reach}`,
    argument: anAccount,
    options: registryOptions,
    takesConfigFile: true,
    async run(options, id) {
      const { lockCredentials } = await import('./lock-credentials.ts')
      return lockCredentials(options, id)
    },
  }),
  command({
    name: 'migrate',
    summary: 'Upgrade the tables of a database to what this version needs',
    options: { data: dataOption, database: databaseOption },
    takesConfigFile: true,
    async run(options) {
      const { migrate } = await import('./migrate.ts')
      return migrate(options)
    },
  }),
  command({
    name: 'why',
    summary: 'Say why somebody may do something or not, and what would allow it',
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
    summary: 'Print shell lines that point aws and the SDKs at it: eval "$(npx ecrd env)"',
    details: `The key is one of ecrd's own: AWS doesn't know it. --profile leaves services that ecrd doesn't have to AWS.
For daily work --user is better than root, who may assume no role. It makes the user in the default account:
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
export const allOptions: Options = { ...serveOptions, ...whyOptions, config: configOption, profile, user, force }
