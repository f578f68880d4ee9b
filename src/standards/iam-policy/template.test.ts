import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contextOf } from './access-request.ts'
import { compileGlob } from './glob.ts'
import { fillIn, parseTemplate, variablesOf } from './template.ts'

function matches(pattern: string, text: string, values: Readonly<Record<string, string | string[]>> = {}): boolean {
  const parts = fillIn(parseTemplate(pattern, '2012-10-17') ?? [], contextOf(values))
  return parts !== undefined && compileGlob(parts)(text)
}

describe('a policy variable', () => {
  test.each<[string, string, Readonly<Record<string, string | string[]>>, boolean]>([
    ['home/${aws:username}/*', 'home/amar/app', { 'aws:username': 'amar' }, true],
    ['home/${aws:username}/*', 'home/other/app', { 'aws:username': 'amar' }, false],
    ['${AWS:UserName}', 'amar', { 'aws:username': 'amar' }, true],
    ['${aws:PrincipalTag/cost center}', 'x', { 'aws:PrincipalTag/Cost Center': 'x' }, true],
    ['home/${aws:username}', 'home/', {}, false],
    ['home/${aws:username}*', 'home/anything', {}, false],
    ["bucket-${aws:PrincipalTag/team, 'company-wide'}", 'bucket-company-wide', {}, true],
    ["bucket-${aws:PrincipalTag/team, 'company-wide'}", 'bucket-yellow', { 'aws:PrincipalTag/team': 'yellow' }, true],
    ["bucket-${aws:PrincipalTag/team, 'company-wide'}", 'bucket-company-wide', { 'aws:PrincipalTag/team': 'x' }, false],
    ["${aws:username,'a}b'}!", 'a}b!', {}, true],
    ["${aws:username, ''}x", 'x', {}, true],
    ["${aws:username, '*'}", 'anything', {}, false],
    ["${aws:username, '*'}", '*', {}, true],
    ['${aws:TagKeys}', 'a', { 'aws:TagKeys': ['a', 'b'] }, false],
    ["${aws:TagKeys, 'c'}", 'c', { 'aws:TagKeys': ['a', 'b'] }, false],
    ["${aws:TagKeys, 'c'}", 'c', { 'aws:TagKeys': [] }, true],
    ['${*}', '*', {}, true],
    ['${*}', 'a', {}, false],
    ['${?}', '?', {}, true],
    ['${?}', 'a', {}, false],
    ['${$}{aws:username}', '${aws:username}', {}, true],
    ['$${$}$', '$$$', {}, true],
  ])('in %s matches %j with the values %j: %s', (pattern, text, values, expected) => {
    expect(matches(pattern, text, values)).toBe(expected)
  })

  test.each([
    '${',
    '${}',
    '${aws:username',
    '${ }',
    '${username}',
    '${aws:}',
    '${aws:${aws:username}}',
    "${aws:username 'x'}",
    '${aws:username, x}',
    "${aws:username, 'x}",
    "${aws:username, 'x' y}",
    "${aws:username, 'x''y'}",
    "${*, 'x'}",
    '${aws:user*}',
  ])('in %s is not well-formed', (text) => {
    expect(parseTemplate(text, '2012-10-17')).toBeUndefined()
    expect(parseTemplate(text, '2008-10-17')).toBeDefined()
  })

  test.each(['token.actions.githubusercontent.com:sub', 'oidc.eks.us-east-1.amazonaws.com/id/ABC:sub', 'saml:aud'])(
    'may have the key %s',
    (key) => {
      expect(matches(`a/\${${key}}`, 'a/b', { [key]: 'b' })).toBe(true)
      expect(matches(`a/\${${key}}`, 'a/', {})).toBe(false)
      expect(matches(`a/\${${key}, 'c'}`, 'a/c', {})).toBe(true)
    },
  )

  test('is plain text in a policy of version 2008-10-17', () => {
    const template = parseTemplate('${aws:username}', '2008-10-17') ?? []
    expect(variablesOf(template)).toEqual([])
    expect(template).toEqual([{ type: 'text', text: '${aws:username}' }])
  })

  test('never adds wildcards or further variables by its value', () => {
    const nasty = fc.string({ unit: fc.constantFrom('*', '?', '$', '{', '}', ':', 'a', "'"), minLength: 1 })
    fc.assert(
      fc.property(nasty, nasty, (value, text) => {
        const values = { 'aws:username': value }
        expect(matches('x${aws:username}y', `x${text}y`, values)).toBe(text === value)
        expect(matches('x${aws:username}*', `x${value}${text}`, values)).toBe(true)
        expect(matches('${aws:username}', text, values)).toBe(text === value)
      }),
      { numRuns: 1_000 },
    )
  })
})
