import type { Ecrd } from './ecrd.ts'
import { awsCli1, findProgram } from './machine.ts'
import { type FinishedProcess, type ProcessOptions, runProcess, runSuccessfully } from './processes.ts'

/** An AWS command line interface, pointed at a server. */
export interface AwsCli {
  /** Runs it, whatever becomes of it. */
  readonly attempt: (...args: string[]) => Promise<FinishedProcess>
  /** Standard output, without its last line end, of a command that has to succeed. */
  readonly text: (...args: string[]) => Promise<string>
  /** The answer of an operation that has to succeed. */
  readonly json: (...args: string[]) => Promise<unknown>
}

export type AwsCliVersion = 'v1' | 'v2'

/** v2 is Debian's; others may stand before it on the PATH. */
export const programOfAwsCli = { v1: awsCli1, v2: '/usr/bin/aws' }

/** Tests are passed over for a version that this machine hasn't. */
export const installedAwsClis = (['v1', 'v2'] as const).filter((version) => findProgram(programOfAwsCli[version]))

/**
 * How each version is started: v1 reads AWS_ENDPOINT_URL; Debian's v2 is too old for that.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function awsCommand(version: AwsCliVersion, server: Ecrd): readonly [command: string, ...args: string[]] {
  return version === 'v1' ? [programOfAwsCli.v1] : [programOfAwsCli.v2, '--endpoint-url', server.url]
}

export function awsCli(version: AwsCliVersion, server: Ecrd, environment: ProcessOptions['env'] = {}): AwsCli {
  const [command, ...endpoint] = awsCommand(version, server)
  const env = { ...server.env, ...environment }
  const text = async (...args: string[]): Promise<string> =>
    (await runSuccessfully(command, [...endpoint, ...args], { env })).replace(/\n$/, '')
  return {
    text,
    attempt: (...args) => runProcess(command, [...endpoint, ...args], { env }),
    json: async (...args) => JSON.parse(await text(...args, '--output', 'json')) as unknown,
  }
}
