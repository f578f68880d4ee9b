import { expect, test } from 'vitest'
import { CannotOpen } from '../database/cannot-open.ts'
import { StorageUnavailable } from '../errors.ts'
import { startProblem } from './start-problem.ts'

const options = { host: '127.0.0.1', port: 80, metricsPort: undefined, data: '/data' }

test.each([
  [
    'EADDRINUSE',
    'Port 80 on 127.0.0.1 is in use by another program. Stop that one, or choose another with --port (0 picks a free one).',
  ],
  ['EACCES', 'This user may not listen on port 80. Choose one above 1023 with --port.'],
  [
    'EADDRNOTAVAIL',
    '127.0.0.1 is not an address of this machine. Choose one with --host: 127.0.0.1 for this machine alone, 0.0.0.0 for all.',
  ],
  ['ENOSPC', 'The disk of /data is full. Make room, or choose another folder with --data.'],
])('the start error %s is reported with what to do next', (code, sentence) => {
  expect(startProblem(Object.assign(new Error('no'), { code, syscall: 'listen' }), options)).toBe(sentence)
})

test.each([
  [
    9100,
    'Port 9100 on 127.0.0.1 is in use by another program. Choose another with --metrics-port (0 picks a free one).',
  ],
  [80, "Port 80 can't be both that of --port and that of --metrics-port. Choose another for one of them."],
])('a port in use is reported as that of the metrics when it is %s', (metricsPort, sentence) => {
  const error = Object.assign(new Error('no'), { code: 'EADDRINUSE', syscall: 'listen', port: metricsPort })
  expect(startProblem(error, { ...options, metricsPort })).toBe(sentence)
})

test('the message of CannotOpen is passed on', () => {
  expect(startProblem(new CannotOpen('It is newer.'), options)).toBe('It is newer.')
})

test('a full disk in SQLite’s own words is reported like ENOSPC, also inside StorageUnavailable', () => {
  const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
  for (const error of [full, new StorageUnavailable(full)]) {
    expect(startProblem(error, options)).toBe(
      'The disk of /data is full. Make room, or choose another folder with --data.',
    )
  }
})

test('any other start error is reported by its message, without its stack', () => {
  expect(startProblem(new Error('boo'), options)).toBe("ecrd can't start: boo.")
})
