import { expect, test } from 'vitest'
import { parameterTree } from './parameter-tree.ts'

const treeOf = (form: string) => parameterTree(new URLSearchParams(form), new Set(['Tags']))

test('a parameter name is a path into the tree', () => {
  const key = { text: 'a', children: new Map() }
  const member = { children: new Map([['1', { children: new Map([['Key', key]]) }]]) }
  expect(treeOf('Tags.member.1.Key=a').children).toEqual(
    new Map([['Tags', { children: new Map([['member', member]]) }]]),
  )
})

test('the last value counts when a parameter name is repeated', () => {
  expect(treeOf('Tags=a&Tags=b').children.get('Tags')?.text).toBe('b')
})

test('a parameter name that begins with no member of the input adds nothing to the tree', () => {
  expect(treeOf('Nobody.member.1.Key=a&=b&tags=c&__proto__.x=d').children.size).toBe(0)
})

test('a parameter name that is deeper than any model adds nothing to the tree', () => {
  expect(treeOf(`Tags${'.a'.repeat(8)}=1`).children.size).toBe(0)
})
