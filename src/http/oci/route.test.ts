import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRoute, type Route } from './route.ts'

const digest = `sha256:${'0'.repeat(64)}`

describe('a path', () => {
  test.each<[string, Route]>([
    ['/v2', { kind: 'base', name: '', reference: '' }],
    ['/v2/', { kind: 'base', name: '', reference: '' }],
    ['/v2/_catalog', { kind: 'catalog', name: '', reference: '' }],
    ['/v2/a/b/tags/list', { kind: 'tags', name: 'a/b', reference: '' }],
    ['/v2/a/manifests/v1', { kind: 'manifest', name: 'a', reference: 'v1' }],
    [`/v2/a/blobs/${digest}`, { kind: 'blob', name: 'a', reference: digest }],
    [`/v2/a/blobs/${encodeURIComponent(digest)}`, { kind: 'blob', name: 'a', reference: digest }],
    ['/v2/a/blobs/uploads', { kind: 'uploads', name: 'a', reference: '' }],
    ['/v2/a/blobs/uploads/', { kind: 'uploads', name: 'a', reference: '' }],
    ['/v2/a/blobs/uploads/id', { kind: 'upload', name: 'a', reference: 'id' }],
    [`/v2/a/referrers/${digest}`, { kind: 'referrers', name: 'a', reference: digest }],
    // Repositories may be called like parts of routes: what counts is the end.
    ['/v2/manifests/blobs/tags/list', { kind: 'tags', name: 'manifests/blobs', reference: '' }],
    ['/v2/blobs/uploads/manifests/uploads', { kind: 'manifest', name: 'blobs/uploads', reference: 'uploads' }],
    // Dots are nobody's way up: they make a name that is none.
    ['/v2/a/../b/tags/list', { kind: 'tags', name: 'a/../b', reference: '' }],
    ['/v2/a/%2e%2e/b/tags/list', { kind: 'tags', name: 'a/../b', reference: '' }],
  ])('%s has the route %j', (path, route) => {
    expect(parseRoute(path)).toEqual(route)
  })

  test.each([
    '',
    '/',
    '/v1/a/tags/list',
    '/v22/a/tags/list',
    '/V2/a/tags/list',
    'v2/a/tags/list',
    '/v2/a',
    '/v2/a/tags',
    '/v2/a/tags/list/',
    '/v2/a/manifests',
    '/v2/a%2ftags%2flist',
    '/v2/a%2Fb/tags/list',
    '/v2/a%5cb/tags/list',
    '/v2/a%00/tags/list',
    '/v2/a/manifests/v1%00',
    '/v2/a/manifests/%',
    '/v2/a/manifests/%zz',
    '/v2/a/manifests/%ff',
    '/v2/a/manifests/..%2f..%2fmaster.key',
    `/v2/${'a'.repeat(1_024)}/tags/list`,
  ])('%j has no route', (path) => {
    expect(parseRoute(path)).toBeUndefined()
  })
})

const piece = fc.oneof(
  fc.constantFrom('/', '//', '.', '..', '%2f', '%2F', '%2e', '%252f', '%00', '\0', '%5c', '\\', '%', '%zz', '%c3%a9'),
  fc.constantFrom(
    'a',
    'tags',
    'list',
    'manifests',
    'blobs',
    'uploads',
    'referrers',
    '_catalog',
    digest,
    'v2',
    '?',
    '#',
  ),
  fc.string({ maxLength: 3 }),
)

test('parseRoute decodes each segment of a path once, and never splits a segment in two', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const segments = pieces.join('').split('/')
      const route = parseRoute(`/v2/${segments.join('/')}`)
      if (route === undefined) return
      expect(segments.filter((segment) => /%(2f|5c|00)/i.test(segment))).toEqual([])
      const words = route.name === '' ? [] : route.name.split('/')
      expect(words).toEqual(segments.slice(0, words.length).map(decodeURIComponent))
      expect(route.reference).not.toContain('/')
    }),
    { numRuns: 5_000 },
  )
})

test('parseRoute reads the same route from a path however much of the path is escaped', () => {
  const hex = (letter: string): string => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`
  const escaped = (text: string): fc.Arbitrary<string> =>
    fc
      .infiniteStream(fc.boolean())
      .map((choices) =>
        Array.from(text, (letter) => (letter !== '/' && choices.next().value ? hex(letter) : letter)).join(''),
      )
  const words = fc.array(fc.stringMatching(/^[a-z0-9._-]{1,8}$/), { minLength: 1, maxLength: 4 })
  const verbs = fc.constantFrom(['manifests', 'manifest'], ['blobs', 'blob'], ['referrers', 'referrers'])
  const reference = fc.stringMatching(/^[a-zA-Z0-9_:][a-zA-Z0-9._:-]{0,20}$/).filter((word) => word !== 'uploads')
  const written = fc.tuple(words, verbs, reference).chain(([name, [verb = '', kind], reference]) =>
    escaped(`${name.join('/')}/${verb}/${reference}`).map((path) => ({
      path: `/v2/${path}`,
      route: { kind, name: name.join('/'), reference },
    })),
  )
  fc.assert(
    fc.property(written, ({ path, route }) => {
      expect(parseRoute(path)).toEqual(route)
    }),
  )
})
