import { expect, test } from 'vitest'
import { statedService } from './stated-service.ts'

const credential = 'AKIDEXAMPLE/20250101/us-east-1/iam/aws4_request'

test.each([
  ['the header form', `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`, '', 'iam'],
  ['without blanks', `AWS4-HMAC-SHA256 SignedHeaders=host,Credential=${credential},Signature=0`, '', 'iam'],
  ['the query form', undefined, `X-Amz-Credential=${encodeURIComponent(credential)}`, 'iam'],
  ['a credential with too few elements', 'AWS4-HMAC-SHA256 Credential=a, Signature=0', '', undefined],
  ['another scheme', 'Basic QVdTOg==', '', undefined],
  ['nothing', undefined, '', undefined],
])('%s', (_, authorization, rawQuery, service) => {
  expect(statedService(authorization, rawQuery)).toBe(service)
})
