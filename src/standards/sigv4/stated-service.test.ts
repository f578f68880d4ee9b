import { expect, test } from 'vitest'
import { statedService } from './stated-service.ts'

const credential = 'AKIDEXAMPLE/20250101/us-east-1/iam/aws4_request'

test.each([
  [
    'is read from the header form',
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    '',
    'iam',
  ],
  [
    'is read from a header without blanks',
    `AWS4-HMAC-SHA256 SignedHeaders=host,Credential=${credential},Signature=0`,
    '',
    'iam',
  ],
  ['is read from the query form', undefined, `X-Amz-Credential=${encodeURIComponent(credential)}`, 'iam'],
  ['is unknown if the credential has too few elements', 'AWS4-HMAC-SHA256 Credential=a, Signature=0', '', undefined],
  ['is unknown with another scheme', 'Basic QVdTOg==', '', undefined],
  ['is unknown without a signature', undefined, '', undefined],
])('the service of a signed request %s', (_, authorization, rawQuery, service) => {
  expect(statedService(authorization, rawQuery)).toBe(service)
})
