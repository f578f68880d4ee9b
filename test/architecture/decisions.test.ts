import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { filesOf, linesOf, textOf } from './sources.ts'

const list = 'docs/decisions/README.md'
const decisions = filesOf('docs/decisions/*.md').filter((path) => path !== list)
const maxLines = 24
const parts = ['# ', '**Decision.** ', '**Why.** ', '**Also considered**']

test('the list of decisions names each file once, by its title', () => {
  const listed = [...textOf(list).matchAll(/^- \[(.+)\]\((.+)\): \S/gm)].map(([, title = '', file = '']) => ({
    title,
    file,
  }))
  const kept = decisions.map((path) => ({ title: linesOf(path)[0]?.slice(2), file: basename(path) }))
  expect(listed.toSorted((one, other) => (one.file < other.file ? -1 : 1))).toEqual(kept)
})

test('a decision says what, why and what else was considered, on half a page', () => {
  const incomplete = decisions.filter(
    (path) => !parts.every((part) => linesOf(path).some((line) => line.startsWith(part))),
  )
  expect(incomplete).toEqual([])
  expect(decisions.filter((path) => linesOf(path).length > maxLines)).toEqual([])
})

test('ARCHITECTURE.md is one page', () => {
  expect(linesOf('ARCHITECTURE.md').length).toBeLessThanOrEqual(110)
})
