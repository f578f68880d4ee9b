import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type RunningProcess, startProcess, temporaryFolder } from './processes.ts'
import { createStorage } from './storage.ts'
import { ecrdProgram } from './program.ts'

/** `ecrd serve` as a user starts it: a process of its own over a folder of its own. */
export interface Ecrd {
  /** `http://127.0.0.1:PORT` or as the server calls itself; the same after every restart. */
  readonly url: string
  readonly port: number
  /** What stands before the repository's name in an image: `localhost:PORT`. */
  readonly registry: string
  /** The host of any registry: `<account>.dkr.ecr.<region>.localhost`, to be followed by `:PORT`. */
  readonly hostOf: (account: string, region: string) => string
  readonly folder: string
  /** For AWS's clients: where the credentials of the first start are, and which region and endpoint they are for. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly credentials: Credentials
  readonly credentialsFile: string
  /** All that it has logged since it was last started. */
  readonly output: () => string
  /** Ends as an administrator ends it, and starts again on the same port. */
  readonly restart: () => Promise<void>
  /** Ends without any warning, and starts again on the same port. */
  readonly crash: () => Promise<void>
  /** Ends it and removes its folder. */
  readonly stop: () => Promise<void>
}

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** The account and region of a first start. */
export const ACCOUNT = '123456789012'
export const REGION = 'us-east-1'

/** A command and the arguments that come first. */
export type Program = readonly [command: string, ...args: string[]]

export async function startEcrd(
  given: readonly string[] = [],
  program: Program = [process.execPath, ecrdProgram],
): Promise<Ecrd> {
  const data = await temporaryFolder()
  const storage = await createStorage()
  const settings = [...(await storage.settingsIn(data.path)), ...given]
  let serving = await serve(program, data.path, 0, settings)
  const { url } = serving
  const credentialsFile = join(data.path, 'credentials')
  const port = Number(new URL(url).port)
  const again = async (signal: NodeJS.Signals): Promise<void> => {
    await serving.process.end(signal)
    serving = await serve(program, data.path, port, settings)
  }
  return {
    url,
    port,
    registry: `localhost:${port}`,
    hostOf: (account, region) => `${account}.dkr.ecr.${region}.localhost`,
    folder: data.path,
    env: awsEnvironment(credentialsFile, url),
    credentials: parseCredentials(await readFile(credentialsFile, 'utf8')),
    credentialsFile,
    output: () => serving.process.output(),
    restart: () => again('SIGTERM'),
    crash: () => again('SIGKILL'),
    async stop() {
      await serving.process.end()
      await storage.remove()
      await data.remove()
    },
  }
}

/** `DIR/ecrd.json` says where a server listens, once it does. */
async function serve(
  [command, ...first]: Program,
  folder: string,
  port: number,
  settings: readonly string[],
): Promise<{ process: RunningProcess; url: string }> {
  const announcement = join(folder, 'ecrd.json')
  // A server that was killed leaves the old one behind.
  await rm(announcement, { force: true })
  const process = startProcess(command, [...first, 'serve', '--port', `${port}`, '--data', folder, ...settings])
  try {
    return { process, url: await process.until('its address', () => readUrl(announcement)) }
  } catch (error) {
    await process.end()
    await rm(folder, { recursive: true })
    throw error
  }
}

async function readUrl(announcement: string): Promise<string | undefined> {
  const text = await readFile(announcement, 'utf8').catch(() => '')
  // Not there, or not wholly written.
  if (!text.trimEnd().endsWith('}')) return undefined
  const { url } = JSON.parse(text) as { url: string }
  return url
}

/** AWS's ini format: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html */
export function parseCredentials(ini: string): Credentials {
  const valueOf = (key: string): string => {
    const value = new RegExp(`^${key}\\s*=\\s*(\\S+)$`, 'm').exec(ini)?.[1]
    if (value === undefined) throw new Error(`no ${key} in the credentials file`)
    return value
  }
  return { accessKeyId: valueOf('aws_access_key_id'), secretAccessKey: valueOf('aws_secret_access_key') }
}

/** Nothing of the machine's own AWS settings counts. */
function awsEnvironment(credentialsFile: string, url: string): Ecrd['env'] {
  return {
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: url,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    AWS_PROFILE: undefined,
    AWS_REGION: undefined,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_SESSION_TOKEN: undefined,
  }
}
