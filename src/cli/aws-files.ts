import { readFile } from 'node:fs/promises'
import type { DataFolder } from '../config/data-folder.ts'
import { writeFileAtomically } from '../config/write-file-atomically.ts'
import type { AccessKey } from '../iam/accounts/root-keys.ts'

/** What AWS's tools need to reach this server. */
export interface AwsAccess extends AccessKey, AwsSettings {}

export interface AwsSettings {
  readonly region: string
  readonly endpointUrl: string
  /** Where the certificates are that they have to trust, when it isn't one of those that everybody trusts. */
  readonly caBundle: string | undefined
}

/** `default` for tools that are pointed at the files, `ecrd` for people who copy the sections into files of their own. */
export const profiles = ['default', 'ecrd']

/**
 * DIR/credentials and DIR/config have everything once for each profile:
 *
 *     [default]                        [default]  or  [profile ecrd]
 *     aws_access_key_id = AKIA…        region = us-east-1
 *     aws_secret_access_key = …        endpoint_url = http://127.0.0.1:5100
 *                                      ca_bundle = /etc/ecrd/tls.pem
 *
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export async function writeCredentials(folder: DataFolder, key: AccessKey): Promise<void> {
  const text = profiles.map((name) => credentialsSection(name, key)).join('\n')
  await writeFileAtomically(folder.credentials, text, 0o600)
}

export async function writeSettings(folder: DataFolder, settings: AwsSettings): Promise<void> {
  const { region, endpointUrl, caBundle } = settings
  const config = { region, endpoint_url: endpointUrl, ...(caBundle !== undefined && { ca_bundle: caBundle }) }
  await writeFileAtomically(
    folder.config,
    profiles.map((name) => section(configSection(name), config)).join('\n'),
    0o600,
  )
}

/** A key as the file `credentials` has it, in a profile of this name. */
export function credentialsSection(profile: string, { accessKeyId, secretAccessKey }: AccessKey): string {
  return section(profile, { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey })
}

/** Undefined when the folder has no key: it was never served, or its root is locked. */
export async function readAccessKeyId(folder: DataFolder): Promise<string | undefined> {
  return settingsOf(await readFile(folder.credentials, 'utf8').catch(() => '')).get('aws_access_key_id')
}

/** Undefined when no server has written them yet, and when the root is locked. */
export async function readAwsFiles(folder: DataFolder): Promise<AwsAccess | undefined> {
  const credentials = settingsOf(await readFile(folder.credentials, 'utf8').catch(() => ''))
  const config = settingsOf(await readFile(folder.config, 'utf8').catch(() => ''))
  const accessKeyId = credentials.get('aws_access_key_id')
  const secretAccessKey = credentials.get('aws_secret_access_key')
  const region = config.get('region')
  const endpointUrl = config.get('endpoint_url')
  if (!accessKeyId || !secretAccessKey || !region || !endpointUrl) return undefined
  return { accessKeyId, secretAccessKey, region, endpointUrl, caBundle: config.get('ca_bundle') }
}

function configSection(profile: string): string {
  return profile === 'default' ? profile : `profile ${profile}`
}

function section(name: string, settings: Readonly<Record<string, string>>): string {
  const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}\n`)
  return `[${name}]\n${lines.join('')}`
}

/** Our own files say the same in every section, so that sections need not be told apart. */
function settingsOf(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^(\w+) = (.+)$/gm)].map(([, key = '', value = '']) => [key, value]))
}
