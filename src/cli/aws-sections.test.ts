import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasForeignSection, markedSection, settingsOf, withoutSection, withSection } from './aws-sections.ts'

const ours = (region: string): string => markedSection({ name: 'profile ecrd', settings: { region } })

const foreign = `# of the user

[default]
region = eu-west-1\r
  [profile ecrd-2]
region=us-west-2
; a comment

# above mine
[profile prod]
s3 =
  max_concurrent_requests = 20
output = json`

describe('a section of an AWS file', () => {
  test('is appended, and all else stays byte for byte', () => {
    expect(withSection(foreign, 'profile ecrd', ours('a'))).toBe(`${foreign}\n\n${ours('a')}`)
    expect(withSection('', 'profile ecrd', ours('a'))).toBe(ours('a'))
  })

  test('is replaced where it stands, and what follows keeps its comments', () => {
    const first = `[a]\nx = 1\n\n${ours('old')}\n# above b\n[b]\ny = 2\n`
    expect(withSection(first, 'profile ecrd', ours('new'))).toBe(first.replace('old', 'new'))
  })

  test('is the same whether it is written once or twice', () => {
    const once = withSection(foreign, 'profile ecrd', ours('a'))
    expect(withSection(once, 'profile ecrd', ours('a'))).toBe(once)
  })

  test('that is there several times is there once after it is written', () => {
    const text = `${ours('a')}[b]\ny = 2\n${ours('c')}[d]\n`
    expect(withSection(text, 'profile ecrd', ours('e'))).toBe(`${ours('e')}[b]\ny = 2\n[d]\n`)
  })

  test('is removed with its comment, and other sections stay', () => {
    expect(withoutSection(`[a]\nx = 1\n${ours('a')}\n[b]\n`, 'profile ecrd')).toBe('[a]\nx = 1\n\n[b]\n')
  })

  test('of the user is distinguished from one that ecrd wrote', () => {
    expect(hasForeignSection(withSection(foreign, 'profile ecrd', ours('a')), 'profile ecrd')).toBe(false)
    for (const name of ['default', 'profile ecrd-2', 'profile prod'])
      expect(hasForeignSection(foreign, name)).toBe(true)
    expect(hasForeignSection(foreign, 'profile ecrd')).toBe(false)
  })

  test.each(['[ profile  ecrd ]', '[profile "ecrd"]', "[profile 'ecrd'] # comment"])(
    'is found by the header %s, which AWS’s tools accept',
    (header) => {
      expect(hasForeignSection(`${header}\nregion = a\n`, 'profile ecrd')).toBe(true)
      expect(hasForeignSection(`${header}\n`, 'profile ecrd')).toBe(true)
    },
  )

  test('gives its own settings, and none of other sections', () => {
    const text = `[a]\nx = 1\n[profile ecrd]\nx = 2\ny = a b = c\n[b]\nx = 3\n`
    expect(Object.fromEntries(settingsOf(text, 'profile ecrd'))).toEqual({ x: '2', y: 'a b = c' })
  })

  test('is written without a change to the rest of any file', () => {
    const line = fc.oneof(fc.constantFrom('', '[a]', '[profile b]', 'x = 1', '  y = 2', '# c', '; d'), fc.string())
    const file = fc.array(line.filter((each) => !/ecrd|\n/.test(each))).map((each) => each.join('\n'))
    fc.assert(
      fc.property(file, (text) => {
        const added = withSection(text, 'profile ecrd', ours('a'))
        expect(added.startsWith(text)).toBe(true)
        expect(withSection(added, 'profile ecrd', ours('b'))).toBe(added.replace('region = a\n', 'region = b\n'))
      }),
    )
  })
})
