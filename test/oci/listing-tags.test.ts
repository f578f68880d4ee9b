import { describe, expect } from 'vitest'
import { imageOf } from '../support/images.ts'
import { expectRefusal, noSuchRepository, test } from './oci-test.ts'
import type { TestRepository } from './test-repository.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-tags */
const image = imageOf()
/** Bytewise order: digits, capitals, `_`, small letters; a tag before those that it is a prefix of. */
const tags = [
  '1',
  '1.10',
  '1.2',
  '1.2-',
  '1.2-rc.1',
  '1.20',
  'Latest',
  '_x',
  'latest',
  'v1',
  'v1-a',
  'v1.0',
  'v10',
  'v1_a',
]

async function repositoryWith(repository: TestRepository, names: readonly string[]): Promise<TestRepository> {
  await repository.pushImage(image)
  const query = names.map((name) => `tag=${name}`).join('&')
  await repository.ask('PUT', `manifests/${image.digest}?${query}`, {
    headers: { 'content-type': image.mediaType },
    body: image.bytes,
  })
  return repository
}

async function list(repository: TestRepository, query = ''): Promise<{ tags: unknown; link: string | undefined }> {
  const answer = await repository.ask('GET', `tags/list${query}`)
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
  const { name, tags: found } = answer.json() as { name: unknown; tags: unknown }
  expect(name).toBe(repository.name)
  return { tags: found, link: answer.headers.link as string | undefined }
}

describe('§ Content Discovery › Listing Tags', () => {
  test('tags are listed in bytewise order, whatever the order of pushes', async ({ repository }) => {
    await repositoryWith(repository, tags.toReversed())
    expect(await list(repository)).toEqual({ tags, link: undefined })
  })

  test('a repository without tags answers an empty list', async ({ repository }) => {
    expect(await list(repository)).toEqual({ tags: [], link: undefined })
    await repository.pushImage(image)
    expect(await list(repository)).toEqual({ tags: [], link: undefined })
  })

  test('a list of tags in a missing repository answers 404', async ({ server }) => {
    const answer = await server.registry.request('GET', '/v2/team/missing/tags/list')
    expectRefusal(answer, 404, 'NAME_UNKNOWN', noSuchRepository('team/missing'))
  })

  test.for([1, 2, 3, 5, 13, 14])(
    'pages of %i tags linked by Link hold every tag exactly once',
    async (size, { repository }) => {
      await repositoryWith(repository, tags)
      const pages: unknown[][] = []
      for (let query: string | undefined = `?n=${size}`; query !== undefined; ) {
        const page = await list(repository, query)
        pages.push(page.tags as unknown[])
        const next = /^<(http:\/\/127\.0\.0\.1:\d+\/v2\/.*\/tags\/list)(\?.*)>; rel="next"$/.exec(page.link ?? '')
        expect(next === null).toBe(page.link === undefined)
        query = next?.[2]
      }
      expect(pages.flat()).toEqual(tags)
      expect(pages.slice(0, -1).every((page) => page.length === size)).toBe(true)
      expect(pages.at(-1)?.length).toBeGreaterThan(0)
    },
  )

  test('the Link of a page keeps n and names the last tag of the page', async ({ repository }) => {
    await repositoryWith(repository, tags)
    const { link = '' } = await list(repository, '?n=4')
    const url = new URL(/<(.*)>/.exec(link)?.[1] ?? '')
    expect(url.pathname).toBe(`/v2/${repository.name}/tags/list`)
    expect(Object.fromEntries(url.searchParams)).toEqual({ n: '4', last: '1.2-' })
  })

  test('n=0 answers an empty list without a Link', async ({ repository }) => {
    await repositoryWith(repository, tags)
    expect(await list(repository, '?n=0')).toEqual({ tags: [], link: undefined })
  })

  test.for(['14', '15', '100', '1000', '1001', '10000', '999999999999999'])(
    'n=%s answers all fourteen tags',
    async (n, { repository }) => {
      await repositoryWith(repository, tags)
      expect(await list(repository, `?n=${n}`)).toEqual({ tags, link: undefined })
    },
  )

  test('last without n answers the tags after it', async ({ repository }) => {
    await repositoryWith(repository, tags)
    for (const [index, last] of tags.entries()) {
      expect(await list(repository, `?last=${last}`)).toEqual({ tags: tags.slice(index + 1), link: undefined })
    }
  })

  test.for([
    ['1.2', '1.2-'],
    ['', '1'],
    ['0', '1'],
    ['1.1', '1.10'],
    ['A', 'Latest'],
    ['v1.', 'v1.0'],
    ['v2', undefined],
    ['~', undefined],
    ['%27%20or%201=1', '1'],
    ['%00', '1'],
  ] as const)('last=%j need not be a tag: the list continues with %j', async ([last, next], { repository }) => {
    await repositoryWith(repository, tags)
    const page = await list(repository, `?n=1&last=${last}`)
    expect(page.tags).toEqual(next === undefined ? [] : [next])
  })

  test('a page has a hundred tags unless n asks for more, and a thousand at most', async ({ repository }) => {
    const many = Array.from({ length: 120 }, (_, index) => `t${1000 + index}`)
    await repositoryWith(repository, many)
    expect((await list(repository)).tags).toEqual(many.slice(0, 100))
    expect((await list(repository, '?n=10000')).tags).toEqual(many)
  })

  test.for(['-1', '1.5', 'abc', '1e3', '', ' 1', '9'.repeat(16), '0x10'])(
    'n=%j answers 405 with ECR’s message',
    async (n, { repository }) => {
      const answer = await repository.ask('GET', `tags/list?n=${encodeURIComponent(n)}`)
      const sentence = "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must be a number'"
      expectRefusal(answer, 405, 'UNSUPPORTED', sentence)
    },
  )

  test('unknown parameters are ignored and kept in the Link', async ({ repository }) => {
    await repositoryWith(repository, tags)
    const { tags: found, link } = await list(repository, '?n=1&x=%3Ca%3E')
    expect(found).toEqual(['1'])
    expect(link).toMatch(/\?n=1&x=%3Ca%3E&last=1>; rel="next"$/)
  })

  test('untagged images and deleted tags are not listed', async ({ repository }) => {
    await repositoryWith(repository, ['a', 'b', 'c'])
    await repository.ask('DELETE', 'manifests/b')
    expect((await list(repository)).tags).toEqual(['a', 'c'])
  })
})

describe('Docker’s catalog', () => {
  test('lists the registry’s repositories in bytewise order, in pages', async ({ server, newRepository }) => {
    for (const name of ['zoo', 'zoo-a', 'zoo/b', 'zoo.c']) await newRepository(name)
    const all = (await server.registry.request('GET', '/v2/_catalog?n=1000')).json() as { repositories: string[] }
    expect(all.repositories.filter((name) => name.startsWith('zoo'))).toEqual(['zoo', 'zoo-a', 'zoo.c', 'zoo/b'])
    expect(all.repositories).toEqual(all.repositories.toSorted())
    const page = await server.registry.request('GET', '/v2/_catalog?n=2&last=zoo-a')
    expect(page.json()).toEqual({ repositories: ['zoo.c', 'zoo/b'] })
    expect(page.headers.link).toBeUndefined()
    const first = await server.registry.request('GET', '/v2/_catalog?n=1&last=zoo')
    expect(first.headers.link).toMatch(/^<http:\/\/[^/]+\/v2\/_catalog\?n=1&last=zoo-a>; rel="next"$/)
  })
})
