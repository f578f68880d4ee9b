import { expect, test } from 'vitest'
import { statementPositions } from './statement-positions.ts'

const spansOf = (text: string) =>
  statementPositions(text).map(({ start, end }) => [start.line, start.column, end.line, end.column])

/** The first two are AWS's own: its page of examples, and what it answers about AdministratorAccess. */
test.each<[string, string, readonly (readonly number[])[]]>([
  [
    'a statement without a list',
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}',
    [[1, 38, 1, 167]],
  ],
  [
    'a statement over several lines',
    `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    }
  ]
}`,
    [[3, 17, 8, 6]],
  ],
  [
    'a second statement, beginning where the first ends',
    '{"Statement":[{"Action":["a:b"]},\r\n{"Action":{}}]}',
    [
      [1, 15, 1, 33],
      [1, 33, 2, 14],
    ],
  ],
  ['a statement whose key has an escape', String.raw`{"St\u0061tement":[{}]}`, [[1, 20, 1, 22]]],
  [
    'a statement with braces and quotation marks in a text',
    String.raw`{"Statement":[{"Sid":"}]\"{["}]}`,
    [[1, 15, 1, 31]],
  ],
  [
    'a statement beside other members and values of the same name',
    '{"Id":"Statement","Other":[{}],"Statement":[{}]}',
    [[1, 45, 1, 47]],
  ],
])('statementPositions finds %s', (_, text, expected) => {
  expect(spansOf(text)).toEqual(expected)
})
