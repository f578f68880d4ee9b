import { expect, test } from 'vitest'
import { filesOf, linesOf, sources } from './sources.ts'

const maxLines = 400
const maxReadmeLines = 60

test('a file holds one idea: it fits on a few screens', () => {
  for (const folder of ['src', 'test', 'scripts', 'bench']) report(folder)
  expect(sources.filter((path) => linesOf(path).length > maxLines)).toEqual([])
})

test('the rules of a noun are told in plain words, on one page', () => {
  expect(filesOf('src/*/*/README.md').filter((path) => linesOf(path).length > maxReadmeLines)).toEqual([])
})

/** Sizes are for people to look at: only what is far too long fails. */
function report(folder: string): void {
  const paths = sources.filter((path) => path.startsWith(`${folder}/`))
  const sizes = paths.map((path) => linesOf(path).length).sort((a, b) => a - b)
  const at = (share: number): number => sizes[Math.floor((sizes.length - 1) * share)] ?? 0
  const longest = paths.find((path) => linesOf(path).length === at(1)) ?? 'none'
  console.log(`${folder}: ${sizes.length} files, lines: median ${at(0.5)}, p90 ${at(0.9)}, ${at(1)} in ${longest}`)
}
