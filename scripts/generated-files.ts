import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { argv, exit, stderr } from 'node:process'

/**
 * Writes files that a script derives from others, or with `--check` says which of them are out of date.
 * Paths are relative to the repository.
 */
export function writeOrCheck(files: ReadonlyMap<string, string>, remedy: string): void {
  if (!argv.includes('--check')) {
    for (const [path, text] of files) writeFile(path, text)
    return
  }
  const stale = [...files].filter(([path, text]) => readIfPresent(path) !== text).map(([path]) => path)
  if (stale.length === 0) return
  stderr.write(`Out of date: ${stale.join(', ')}. Run: ${remedy}\n`)
  exit(1)
}

const inRepository = (path: string): URL => new URL(`../${path}`, import.meta.url)

function writeFile(path: string, text: string): void {
  mkdirSync(new URL('.', inRepository(path)), { recursive: true })
  writeFileSync(inRepository(path), text)
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(inRepository(path), 'utf8')
  } catch {
    return undefined
  }
}
