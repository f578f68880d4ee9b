import { expect, test } from 'vitest'
import { formatResourcePolicy } from './format-resource-policy.ts'

/** The example of `aws ecr set-repository-policy`. */
test('the pretty format has ECR’s layout', () => {
  const given = `{
    "Version" : "2008-10-17",
    "Statement" : [
        {
            "Sid" : "allow public pull",
            "Effect" : "Allow",
            "Principal" : "*",
            "Action" : [ "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer" ]
        }
    ]
  }`
  expect(formatResourcePolicy(given, 'pretty')).toBe(
    '{\n  "Version" : "2008-10-17",\n  "Statement" : [ {\n    "Sid" : "allow public pull",\n    "Effect" : "Allow",\n    ' +
      '"Principal" : "*",\n    "Action" : [ "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", ' +
      '"ecr:GetDownloadUrlForLayer" ]\n  } ]\n}',
  )
})

test('formatting keeps values as they are written, and their order', () => {
  const given =
    '{"Statement":[{"Condition":{"Bool":{"a:b":true},"NumericEquals":{"a:b":[1.50,2e3]}},"Effect":"Deny"},{}],"Id":"é\\u00e9\\u001f\\n\\/","Empty":[],"Version":null}'
  expect(formatResourcePolicy(given, 'pretty')).toBe(
    [
      '{',
      '  "Statement" : [ {',
      '    "Condition" : {',
      '      "Bool" : {',
      '        "a:b" : true',
      '      },',
      '      "NumericEquals" : {',
      '        "a:b" : [ 1.50, 2e3 ]',
      '      }',
      '    },',
      '    "Effect" : "Deny"',
      '  }, { } ],',
      '  "Id" : "éé\\u001F\\n/",',
      '  "Empty" : [ ],',
      '  "Version" : null',
      '}',
    ].join('\n'),
  )
})

test('formatting replaces an account id by its root ARN, and other AWS principals by their new name', () => {
  const given = {
    Statement: [
      { Principal: { AWS: ['123456789012', 'arn:aws:iam::123456789012:user/amar', '*'], Service: '123456789012' } },
      { NotPrincipal: { AWS: '123456789012' }, Resource: '123456789012' },
      { Principal: '*' },
    ],
  }
  const rename = (name: string) => (name.endsWith('amar') ? 'AIDAAMAR' : name)
  expect(JSON.parse(formatResourcePolicy(JSON.stringify(given), 'pretty', rename))).toEqual({
    Statement: [
      { Principal: { AWS: ['arn:aws:iam::123456789012:root', 'AIDAAMAR', '*'], Service: '123456789012' } },
      { NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' }, Resource: '123456789012' },
      { Principal: '*' },
    ],
  })
})

test('formatting also replaces principals in a single statement without a list', () => {
  const given = '{"Statement":{"Principal":{"AWS":"123456789012"}}}'
  expect(JSON.parse(formatResourcePolicy(given, 'pretty'))).toEqual({
    Statement: { Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
  })
})

test('formatting twice changes nothing', () => {
  const once = formatResourcePolicy('{"Statement":[{"Principal":{"AWS":["123456789012"]}}]}', 'pretty')
  expect(formatResourcePolicy(once, 'pretty')).toBe(once)
})

test('the compact format has IAM’s layout without blanks', () => {
  const given = '{ "Statement": [ { "Principal": { "AWS": "123456789012" } } ] }'
  expect(formatResourcePolicy(given, 'compact')).toBe(
    '{"Statement":[{"Principal":{"AWS":"arn:aws:iam::123456789012:root"}}]}',
  )
})
