import { readFile, rm } from 'node:fs/promises'
import type { DataFolder } from '../config/data-folder.ts'
import { writeFileAtomically } from '../config/write-file-atomically.ts'
import type { AccessKey } from '../iam/access-keys/new-access-key.ts'
import { plainSection, settingsOf, withoutSection, withSection } from './aws-sections.ts'

/** What AWS's tools need to reach this server. */
export interface AwsAccess extends AccessKey, AwsSettings {}

export interface AwsSettings {
  readonly region: string
  readonly endpointUrl: string
  /** Where the certificates are that they have to trust, when it isn't one of those that everybody trusts. */
  readonly caBundle: string | undefined
}

/** Root's: `default` for tools that are pointed at the files, `ecrd` for people who copy the sections into files of their own. */
export const rootProfiles: readonly string[] = ['default', 'ecrd']

/**
 * DIR/credentials has a section for each of root's profiles, and for each user that `ecrd env --user` made, DIR/config for
 * root's:
 *
 *     [default]                        [default]  or  [profile ecrd]
 *     aws_access_key_id = AKIA…        region = us-east-1
 *     aws_secret_access_key = …        endpoint_url = http://127.0.0.1:5100
 *                                      ca_bundle = /etc/ecrd/tls.pem
 *
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export function writeRootKey(folder: DataFolder, key: AccessKey): Promise<void> {
  return writeKey(folder, rootProfiles, key)
}

export function writeUserKey(folder: DataFolder, userName: string, key: AccessKey): Promise<void> {
  return writeKey(folder, [userName], key)
}

async function writeKey(folder: DataFolder, profiles: readonly string[], key: AccessKey): Promise<void> {
  const written = profiles.reduce(
    (text, profile) => withSection(text, profile, credentialsSection(profile, key)),
    await read(folder.credentials),
  )
  await writeFileAtomically(folder.credentials, written, 0o600)
}

/** A key that is no longer valid is not given out. */
export async function removeRootKey(folder: DataFolder): Promise<void> {
  const rest = rootProfiles.reduce(withoutSection, await read(folder.credentials)).trimStart()
  if (rest === '') await rm(folder.credentials, { force: true })
  else await writeFileAtomically(folder.credentials, rest, 0o600)
}

export async function writeSettings(folder: DataFolder, settings: AwsSettings): Promise<void> {
  const { region, endpointUrl, caBundle } = settings
  const config = { region, endpoint_url: endpointUrl, ...(caBundle !== undefined && { ca_bundle: caBundle }) }
  await writeFileAtomically(
    folder.config,
    rootProfiles.map((name) => plainSection({ name: configSection(name), settings: config })).join('\n'),
    0o600,
  )
}

/** A key as the file `credentials` has it, in a profile of this name. */
export function credentialsSection(profile: string, key: AccessKey): string {
  return plainSection({ name: profile, settings: keySettings(key) })
}

export const keySettings = ({ accessKeyId, secretAccessKey }: AccessKey) => ({
  aws_access_key_id: accessKeyId,
  aws_secret_access_key: secretAccessKey,
})

/** Undefined when the folder has none: it was never served, or its root is locked. */
export async function readRootKey(folder: DataFolder): Promise<AccessKey | undefined> {
  const credentials = settingsOf(await read(folder.credentials), 'default')
  const accessKeyId = credentials.get('aws_access_key_id')
  const secretAccessKey = credentials.get('aws_secret_access_key')
  return accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined
}

/** Undefined when no server has written them yet. */
export async function readSettings(folder: DataFolder): Promise<AwsSettings | undefined> {
  const config = settingsOf(await read(folder.config), 'default')
  const region = config.get('region')
  const endpointUrl = config.get('endpoint_url')
  return region && endpointUrl ? { region, endpointUrl, caBundle: config.get('ca_bundle') } : undefined
}

export function configSection(profile: string): string {
  return profile === 'default' ? profile : `profile ${profile}`
}

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')
