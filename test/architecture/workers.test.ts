import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { filesOf, sources, textOf } from './sources.ts'

/**
 * A worker is started by a URL, which no compiler rewrites: it has to name `.ts` in a checkout and `.js` once built.
 * So a starter takes the extension from its own file: ``new URL(`./hash.worker${extname(import.meta.url)}`, import.meta.url)``.
 */
test.each(filesOf('src/**/*.worker.ts'))('%s is started by a URL that works built and unbuilt', (worker) => {
  const starters = sources.filter((path) => urlsIn(path).includes(worker.replace(/\.ts$/, '')))
  expect(starters).not.toEqual([])
})

test('no URL names a worker by the extension of its source', () => {
  expect(sources.filter((path) => /new URL\(\s*['"`][^'"`]*\.worker\.[jt]s['"`]/.test(textOf(path)))).toEqual([])
})

function urlsIn(path: string): readonly string[] {
  const urls = textOf(path).matchAll(
    /new URL\(\s*`([^`$]+\.worker)\$\{extname\(import\.meta\.(?:url|filename)\)\}`,\s*import\.meta\.url,?\s*\)/g,
  )
  return [...urls].map(([, relative = '']) => join(dirname(path), dirname(relative), basename(relative)))
}
