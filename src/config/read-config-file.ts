import { readFile } from 'node:fs/promises'
import { errorCode } from './error-code.ts'
import { type ConfigFile, OptionError } from './resolve-options.ts'

/** Reads a configuration file: YAML, one key for each option. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new OptionError([`The configuration file ${path} can't be read: ${reason(error)}.`])
  })
  return { path, entries: await parseEntries(path, text) }
}

async function parseEntries(path: string, text: string): Promise<Record<string, unknown>> {
  // Only a start that names a file pays for the parser.
  const { parse, YAMLError } = await import('yaml')
  let document: unknown
  try {
    document = parse(text, { maxAliasCount: 0 })
  } catch (error) {
    if (!(error instanceof YAMLError || error instanceof ReferenceError)) throw error
    const [firstLine = 'it is not YAML'] = error.message.split('\n')
    throw new OptionError([`The configuration file ${path} can't be parsed: ${firstLine.replace(/:$/, '')}.`])
  }
  if (document === null || document === undefined) return {}
  if (typeof document !== 'object' || Array.isArray(document)) {
    throw new OptionError([`The configuration file ${path} must hold keys and values, such as port: 5100.`])
  }
  return { ...document }
}

function reason(error: unknown): string {
  const code = errorCode(error)
  if (code === 'ENOENT') return 'it does not exist'
  if (code === 'EACCES') return 'this user may not read it'
  if (code === 'EISDIR') return 'it is a folder'
  return error instanceof Error ? error.message : String(error)
}
