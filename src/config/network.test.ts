import { expect, test } from 'vitest'
import { networkProblem } from './network.ts'

test.each(['10.0.0.0/8', '10.1.2.3/8', '192.0.2.1', '192.0.2.1/32', '::1', 'fd00::/8', '2001:db8::/128', '0.0.0.0/1'])(
  '%s is taken as an address or network',
  (text) => {
    expect(networkProblem(text)).toBeUndefined()
  },
)

test.each([
  '',
  ' 10.0.0.1',
  'localhost',
  'loopback',
  '10.0.0',
  '10.0.0.256',
  '010.0.0.1',
  '10.0.0.0/',
  '10.0.0.0/255.0.0.0',
  'fe80::1%eth0',
  '[::1]',
  '10.0.0.1:80',
])('%j is refused, since it is neither an address nor a network', (text) => {
  expect(networkProblem(text)).toBe(`must be addresses and networks such as 10.0.0.0/8; "${text}" is neither`)
})

test.each([
  ['10.0.0.0/33', 32],
  ['10.0.0.0/0', 32],
  ['::/0', 128],
  ['fd00::/129', 128],
])('the network %s is refused, since its prefix length is out of range', (text, maxLength) => {
  expect(networkProblem(text)).toBe(
    `must be addresses and networks such as 10.0.0.0/8; the prefix of "${text}" must be 1 to ${maxLength} bits long`,
  )
})
