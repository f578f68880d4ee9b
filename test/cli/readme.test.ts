import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Announcement, silenced } from '../support/ecrd-command.ts'
import { startProcess, temporaryFolder, waitFor } from '../support/processes.ts'
import { checkout, commandsBelow } from '../support/readme.ts'

test('the README sets everything up with two commands, and tests with those that run at every change', async () => {
  expect(await commandsBelow('Start it')).toBe('npm ci\nnpm start\n')
  const commands = await commandsBelow('Testing it')
  expect(commands).toBe('npm ci && npm test\n')
  expect((await readFile(join(checkout, '.ci/run'), 'utf8')).split('\n').slice(-2).join('\n')).toBe(commands)
})

test('npm start serves with the options after it, and ends when it gets a signal', async () => {
  const options = await commandsBelow('Options')
  await using parent = await temporaryFolder()
  const data = join(parent.path, 'data')
  const [npm = '', ...args] = options.trim().replace('/srv/ecrd', data).replace('5200', '0').split(' ')
  expect([npm, ...args]).toEqual(['npm', 'start', '--', '--port', '0', '--data', data])

  const started = startProcess(npm, args, { cwd: checkout, env: silenced })
  try {
    const said = await started.until('its announcement', () =>
      readFile(join(data, 'ecrd.json'), 'utf8').catch(() => undefined),
    )
    const { url, pid } = JSON.parse(said) as Announcement
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    // As a supervisor does: npm alone is told, and passes it on.
    process.kill(started.pid, 'SIGTERM')
    expect(await started.exited).toEqual({ code: 0, signal: null })
    await waitFor('the end of the server itself', () => !isRunning(pid))
    await expect(readFile(join(data, 'ecrd.json'))).rejects.toThrow('ENOENT')
  } finally {
    await started.end('SIGKILL')
  }
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
