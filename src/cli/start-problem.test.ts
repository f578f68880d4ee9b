import { expect, test } from 'vitest'
import { CannotOpen } from '../database/cannot-open.ts'
import { StorageUnavailable } from '../errors.ts'
import { startProblem } from './start-problem.ts'

const options = { host: '127.0.0.1', port: 80, data: '/data' }

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
])('%s is told with what to do next', (code, sentence) => {
  expect(startProblem(Object.assign(new Error('no'), { code, syscall: 'listen' }), options)).toBe(sentence)
})

test('what a folder or database says is passed on', () => {
  expect(startProblem(new CannotOpen('It is newer.'), options)).toBe('It is newer.')
})

test('SQLite’s own word for a full disk is told as the system’s, also when an outage was made of it', () => {
  const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
  for (const error of [full, new StorageUnavailable(full)]) {
    expect(startProblem(error, options)).toBe(
      'The disk of /data is full. Make room, or choose another folder with --data.',
    )
  }
})

test('anything else is told as it is, without its stack', () => {
  expect(startProblem(new Error('boo'), options)).toBe("ecrd can't start: boo.")
})
