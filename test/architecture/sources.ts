import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** What is built, fetched or written by a run, and so is nobody's source. */
const made = new Set(['node_modules', 'dist', 'coverage', 'ecrd-data', '.git'])

/** Paths of files, from the root of the project. */
export function filesOf(...patterns: readonly string[]): readonly string[] {
  return globSync(patterns, { cwd: root, exclude: ({ name }) => made.has(name), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function linesOf(path: string): readonly string[] {
  return textOf(path).trimEnd().split('\n')
}

/** What people write: generated files have a test of their own. */
export const sources: readonly string[] = filesOf('{src,test,scripts,bench}/**/*.ts').filter(
  (path) => !path.startsWith('src/generated/'),
)
