import { expect, test } from 'vitest'
import { isLoopbackAddress, isLoopbackHost } from './loopback.ts'

test.each(['127.0.0.1', '127.255.0.9', '::1'])('the address %s is a loopback address', (address) => {
  expect(isLoopbackAddress(address)).toBe(true)
})

test.each(['128.0.0.1', '0.0.0.0', '10.0.0.1', '::', '::2', 'fe80::1', '127.evil.example', 'localhost', ''])(
  'the address %j is not a loopback address',
  (address) => {
    expect(isLoopbackAddress(address)).toBe(false)
  },
)

test.each(['localhost', '123456789012.dkr.ecr.us-east-1.localhost', '127.0.0.1', '[::1]'])(
  'the host %s is a loopback host',
  (host) => {
    expect(isLoopbackHost(host)).toBe(true)
  },
)

test.each(['localhost.evil.example', 'evillocalhost', '127.0.0.1.evil.example', '0.0.0.0', '[::]', 'ecrd', ''])(
  'the host %j is not a loopback host',
  (host) => {
    expect(isLoopbackHost(host)).toBe(false)
  },
)
