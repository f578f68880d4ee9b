import { expect, test } from 'vitest'
import { nameProblem } from './name-resolution.ts'

const nowhere = () => Promise.reject(new Error('ENOTFOUND'))

test('a registry name that resolves is no problem', async () => {
  expect(await nameProblem('a.localhost:5100', '127.0.0.1', () => Promise.resolve())).toBeUndefined()
})

test('a name below localhost that does not resolve is explained with a package and a hosts line', async () => {
  const sentence = await nameProblem('012345678910.dkr.ecr.us-east-1.localhost:5100', '127.0.0.1', nowhere)
  expect(sentence).toContain('libnss-myhostname')
  expect(sentence).toContain('\n    127.0.0.1 012345678910.dkr.ecr.us-east-1.localhost')
})

test('another name that does not resolve is explained with DNS and a hosts line', async () => {
  const sentence = await nameProblem('registry.example.org', '10.0.0.7', nowhere)
  expect(sentence).toContain('registry.example.org does not resolve on this machine')
  expect(sentence).toContain('DNS')
  expect(sentence).toContain('\n    10.0.0.7 registry.example.org')
})

test('the hosts line has 127.0.0.1 when the server listens on a host name', async () => {
  const sentence = await nameProblem('registry.example.org', 'other.example.org', nowhere)
  expect(sentence).toContain('\n    127.0.0.1 registry.example.org')
})
