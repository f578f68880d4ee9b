import type { Access } from './operation.ts'

/**
 * What policies may ask about the tags of a request: `aws:RequestTag/…` and `aws:TagKeys`. Keys of tags differ in case, names
 * of context keys don't: tags that only differ so are told under one name, and `hasOneValue` of auth/request-context.ts says what
 * that means.
 */
export function requestTags(tags: readonly { readonly Key: string; readonly Value: string }[]): Context {
  const byName = Map.groupBy(tags, ({ Key }) => `aws:requesttag/${Key.toLowerCase()}`)
  const told = Array.from(byName, ([name, group]) => [name, group.map(({ Value }) => Value)] as const)
  return { ...Object.fromEntries(told), ...tagKeys(tags.map(({ Key }) => Key)) }
}

export const tagKeys = (keys: readonly string[]): Context => ({ 'aws:tagkeys': keys })

type Context = NonNullable<Access['context']>
