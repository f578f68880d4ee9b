import { expect, test } from 'vitest'
import { parameterTree } from './parameter-tree.ts'

const treeOf = (form: string) => parameterTree(new URLSearchParams(form), new Set(['Tags']))

test('a name is a path into the tree', () => {
  const key = { text: 'a', children: new Map() }
  const member = { children: new Map([['1', { children: new Map([['Key', key]]) }]]) }
  expect(treeOf('Tags.member.1.Key=a').children).toEqual(
    new Map([['Tags', { children: new Map([['member', member]]) }]]),
  )
})

test('of a name that comes twice the last one counts', () => {
  expect(treeOf('Tags=a&Tags=b').children.get('Tags')?.text).toBe('b')
})

test('a name that begins with no member of the input leaves nothing in the tree', () => {
  expect(treeOf('Nobody.member.1.Key=a&=b&tags=c&__proto__.x=d').children.size).toBe(0)
})

test('a name that goes deeper than any model leaves nothing in the tree', () => {
  expect(treeOf(`Tags${'.a'.repeat(8)}=1`).children.size).toBe(0)
})
