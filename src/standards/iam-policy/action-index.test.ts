import { expect, test } from 'vitest'
import { indexActions } from './action-index.ts'

const statementsFor = indexActions([
  { negated: false, patterns: ['ecr:PutImage', 'ecr:Batch*'] },
  { negated: false, patterns: ['ECR:*IMAGE'] },
  { negated: true, patterns: ['ecr:PutImage', 'iam:*'] },
  { negated: false, patterns: ['*'] },
  { negated: false, patterns: ['ecr:?utImage', 'ecr-public:*'] },
])

test.each([
  ['ecr:PutImage', [0, 1, 3, 4]],
  ['ECR:putimage', [0, 1, 3, 4]],
  ['ecr:BatchGetImage', [0, 1, 2, 3]],
  ['iam:CreateUser', [3]],
  ['ecr-public:PutImage', [2, 3, 4]],
  ['ecr:PutImages', [2, 3]],
])('the action %s is found in the statements %j', (action, expected) => {
  expect(statementsFor(action)).toEqual(expected)
  expect(statementsFor(action)).toEqual(expected)
})

test('the index finds the statements for more actions than it remembers', () => {
  for (let index = 0; index < 2_000; index += 1) expect(statementsFor(`ecr:Invented${index}`)).toEqual([2, 3])
  expect(statementsFor('ecr:PutImage')).toEqual([0, 1, 3, 4])
})
