import { chmod, mkdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AwsPaths } from '../config/aws-paths.ts'
import { errorCode } from '../config/error-code.ts'
import { writeFileAtomically } from '../config/write-file-atomically.ts'
import { servedServices } from '../served-services.ts'
import { type AwsAccess, configSection, keySettings } from './aws-files.ts'
import { hasForeignSection, markedSection, type Section, withSection } from './aws-sections.ts'

/** A file of the user's, as it is and as it shall be. */
interface Edit {
  readonly path: string
  readonly mode: number
  readonly before: string
  readonly after: string
  /** A section that ecrd did not write is in the way. */
  readonly isRefused: boolean
}

/**
 * Writes a profile into the files of AWS's tools. Its `services` section leads the services that are here to this server, and
 * leaves all others to AWS. Whatever else is in the files stays as it is. The path of the file in which something
 * that ecrd did not write has the name; undefined when it is done.
 */
export async function writeProfile(
  paths: AwsPaths,
  profile: string,
  { access, force }: { readonly access: AwsAccess; readonly force: boolean },
): Promise<string | undefined> {
  const edits = [
    { ...(await edit(paths.credentials, [{ name: profile, settings: keySettings(access) }])), mode: 0o600 },
    await edit(paths.config, configSections(profile, access)),
  ]
  const refused = edits.find(({ isRefused }) => isRefused)
  if (refused !== undefined && !force) return refused.path
  for (const each of edits) await save(each)
  // It may have been there before, with this very key in it, open to others.
  await chmod(paths.credentials, 0o600)
  return undefined
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
function configSections(profile: string, { region, endpointUrl, caBundle }: AwsAccess): readonly Section[] {
  const services = servedServices.map(({ section }) => [section, `\n  endpoint_url = ${endpointUrl}`] as const)
  return [
    {
      name: configSection(profile),
      settings: { region, services: profile, ...(caBundle !== undefined && { ca_bundle: caBundle }) },
    },
    { name: `services ${profile}`, settings: Object.fromEntries(services) },
  ]
}

async function edit(path: string, sections: readonly Section[]): Promise<Edit> {
  // A user who keeps the files elsewhere has links here, which stay links.
  const real = await realpath(path).catch(() => path)
  const before = await readFile(real, 'latin1').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  })
  const mode = await stat(real).then(
    (found) => found.mode & 0o777,
    () => 0o600,
  )
  const after = sections.reduce((text, section) => withSection(text, section.name, bytesOf(section)), before)
  return { path: real, mode, before, after, isRefused: sections.some(({ name }) => hasForeignSection(before, name)) }
}

/** One character for each byte, as the rest of the file: what isn't UTF-8 in it stays what it is. */
const bytesOf = (section: Section): string => Buffer.from(markedSection(section)).toString('latin1')

async function save({ path, mode, before, after }: Edit): Promise<void> {
  if (before === after) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFileAtomically(path, Buffer.from(after, 'latin1'), mode)
}
