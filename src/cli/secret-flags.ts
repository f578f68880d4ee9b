import { flagOf, keyOf, type Options, variableOf } from '../config/option.ts'

/** A sentence for each flag that has a password: what is in a command is seen in the list of processes, and kept by shells. */
export function warningsOfSecrets(options: Options, flags: ReadonlyMap<string, string>): readonly string[] {
  return Object.entries(options)
    .filter(([name, { isSecret = false }]) => isSecret && hasPassword(flags.get(keyOf(name)) ?? ''))
    .map(
      ([name]) =>
        `The password in ${flagOf(name)} is visible to every user of this machine, in the list of processes. Set ${variableOf(name)} instead, or ${keyOf(name)} in the file of --config.`,
    )
}

function hasPassword(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.password !== '' || url.searchParams.has('password'))
}
