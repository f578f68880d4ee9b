import { describe, expect } from 'vitest'
import { expectRefusal, test } from '../iam-test.ts'
import { allowing, decoded, grantees } from './policy-test.ts'

const limits = { user: 2048, group: 5120, role: 10_240 } as const

/** A document of so many characters, blanks aside. */
function documentOf(size: number): string {
  const text = allowing('ecr:*').replace('"*"', '"arn:aws:ecr:*:*:repository/"')
  return text.replace('repository/', `repository/${'a'.repeat(size - text.length)}`).replaceAll(',', ',\n')
}

describe.for(grantees)('an inline policy of a $kind', ({ kind, create, put, get, list, remove }) => {
  test('is put, replaced, shown, listed and deleted', async ({ iam }) => {
    const name = await create(iam)
    await put(iam, name, 'pull', allowing('ecr:BatchGetImage'))
    await put(iam, name, 'Pull', allowing('ecr:ListImages'))
    await put(iam, name, 'pull', `${allowing('ecr:*')}\n`)
    const { PolicyName, PolicyDocument } = await get(iam, name, 'pull')
    expect([PolicyName, decoded(PolicyDocument)]).toEqual(['pull', `${allowing('ecr:*')}\n`])
    expect((await list(iam, name)).PolicyNames).toEqual(['Pull', 'pull'])
    await remove(iam, name, 'pull')
    expect((await list(iam, name)).PolicyNames).toEqual(['Pull'])
    const refusal = `The ${kind} policy with name pull cannot be found.`
    await expectRefusal(remove(iam, name, 'pull'), 'NoSuchEntityException', refusal)
    await expectRefusal(get(iam, name, 'pull'), 'NoSuchEntityException', refusal)
  })

  test('is refused when all inline policies together become too long', async ({ iam }) => {
    const [name, limit] = [await create(iam), limits[kind]]
    const half = limit / 2
    await put(iam, name, 'one', documentOf(half))
    await put(iam, name, 'two', documentOf(half))
    const refusal = `Maximum policy size of ${limit} bytes exceeded for ${kind} ${name}`
    await expectRefusal(put(iam, name, 'two', documentOf(half + 1)), 'LimitExceededException', refusal)
    await expectRefusal(put(iam, name, 'three', allowing('ecr:*')), 'LimitExceededException', refusal)
    expect((await list(iam, name)).PolicyNames).toEqual(['one', 'two'])
    expect(decoded((await get(iam, name, 'two')).PolicyDocument)).toBe(documentOf(half))
  })

  test('is refused when it is no valid policy', async ({ iam }) => {
    const name = await create(iam)
    for (const [document, sentence] of [
      ['{', 'Syntax errors in policy.'],
      ['{"Version":"2012-10-17","Statement":[]}', 'Syntax errors in policy.'],
    ] as const) {
      await expectRefusal(put(iam, name, 'bad', document), 'MalformedPolicyDocumentException', sentence)
    }
    expect((await list(iam, name)).PolicyNames).toEqual([])
  })

  test('is listed in pages', async ({ iam }) => {
    const name = await create(iam)
    for (const policy of ['c', 'a', 'b']) await put(iam, name, policy, allowing('ecr:*'))
    const first = await list(iam, name, { MaxItems: 2 })
    expect([first.IsTruncated, first.PolicyNames]).toEqual([true, ['a', 'b']])
    const second = await list(iam, name, { MaxItems: 2, Marker: first.Marker })
    expect([second.IsTruncated, second.PolicyNames]).toEqual([false, ['c']])
  })

  test('is refused when its user, group or role does not exist', async ({ iam }) => {
    const refusal = `The ${kind} with name absent cannot be found.`
    for (const ask of [
      () => put(iam, 'absent', 'pull', allowing('ecr:*')),
      () => get(iam, 'absent', 'pull'),
      () => list(iam, 'absent'),
      () => remove(iam, 'absent', 'pull'),
    ]) {
      await expectRefusal(ask(), 'NoSuchEntityException', refusal)
    }
  })
})
