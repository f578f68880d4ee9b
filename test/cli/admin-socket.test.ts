import { mkdir, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { done, refusal } from '../support/account-commands.ts'
import { serveFolder } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

const defaultAccount = '123456789012'

let data: TemporaryFolder
beforeEach(async () => {
  data = await temporaryFolder()
})
afterEach(() => data.remove())

const list = (): readonly string[] => ['account', 'list', '--data', data.path]

test('a running server has a socket that only its owner can use, and removes it at its end', async () => {
  const { process } = await serveFolder(data.path)
  const socket = join(data.path, 'admin.sock')
  const { mode } = await stat(socket)
  expect((mode & 0o777).toString(8)).toBe('600')
  await process.end()
  await expect(stat(socket)).rejects.toThrow('ENOENT')
})

test('the socket that a killed server leaves behind stops neither a command nor the next start', async () => {
  const { process } = await serveFolder(data.path)
  await process.end('SIGKILL')
  await stat(join(data.path, 'admin.sock'))
  expect(await done(list())).toContain(defaultAccount)
  const again = await serveFolder(data.path)
  expect(await done(list())).toContain(defaultAccount)
  await again.process.end()
})

test('commands reach a server whose folder has a name too long for the address of a socket', async () => {
  const folder = join(data.path, 'a'.repeat(120), 'data')
  const { process } = await serveFolder(folder)
  expect((await stat(join(folder, 'admin.sock'))).isSocket()).toBe(true)
  expect(await done(['account', 'list', '--data', folder])).toContain(defaultAccount)
  await process.end()
  await expect(stat(join(folder, 'admin.sock'))).rejects.toThrow('ENOENT')
})

test('a command says when the running server is of another version', async () => {
  const { process } = await serveFolder(data.path)
  const newer = createServer()
  await process.end()
  await new Promise<void>((resolve) => newer.listen(join(data.path, 'admin.sock'), resolve))
  newer.on('connection', (connection) => {
    connection.once('data', () => connection.end('HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}'))
  })
  expect(await refusal(list())).toContain(`The server on ${data.path} and this command have different versions`)
  await new Promise((resolve) => newer.close(resolve))
})

test('a command says when the server ends before it answers', async () => {
  const { process } = await serveFolder(data.path)
  await process.end()
  const ending = createServer((connection) => connection.destroy())
  await new Promise<void>((resolve) => ending.listen(join(data.path, 'admin.sock'), resolve))
  expect(await refusal(list())).toBe(
    `ecrd: The server on ${data.path} stopped before it answered. Check what it did, and try again.\n`,
  )
  await new Promise((resolve) => ending.close(resolve))
})

test('a server that can’t make its socket still locks its folder against commands', async () => {
  // What has the socket's name can't be removed, so no socket can be made.
  await serveFolder(data.path).then(({ process }) => process.end())
  await mkdir(join(data.path, 'admin.sock'))
  const { process } = await serveFolder(data.path)
  await process.until('the sentence', () => process.output().includes(`ecrd cannot create ${data.path}/admin.sock (`))
  expect(await refusal(list())).toContain(`An ecrd that takes no commands uses the data folder ${data.path}`)
  await process.end()
})
