import { expect, test } from 'vitest'
import { templateProblem } from './registry-host-template.ts'

test.each([
  '{account}.dkr.ecr.{region}.example.org',
  'registry.example.org:443',
  'localhost:5100',
  'https://{account}.dkr.ecr.{region}.example.org',
  'http://registry.example.org:8080',
])('--registry-host takes the template %s', (template) => {
  expect(templateProblem(template)).toBeUndefined()
})

test.each([
  '',
  'https://',
  'ftp://example.org',
  'https://https://example.org',
  'https://example.org/',
  'example.org/path',
  'EXAMPLE.org',
  'a b',
  '{account',
  `${'a.'.repeat(200)}b`,
])('--registry-host refuses the template %j', (template) => {
  expect(templateProblem(template)).toBe(
    'must be a host name in lower case, with or without https:// and :PORT, in which {account} and {region} are filled in',
  )
})
