import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { startDockerEngine } from '../support/docker-engine.ts'
import { goPrograms } from '../support/go-programs.ts'
import { textOf } from './sources.ts'

/** Where the page has another name for a client than its package. */
const names: Readonly<Record<string, string>> = { awscli: 'aws, version 1' }

test('a program in Go has the name that its path gives it, and a version', () => {
  const strangers = Object.entries(goPrograms).filter(([name, path]) => !path.includes(`/${name}@v`))
  expect(strangers).toEqual([])
})

test('the page of clients says which version of each is tested', () => {
  // A server that tests store in, no client.
  const { versitygw, ...clients } = goPrograms
  const [, goSdk = ''] = /service\/ecr v(\S+)/.exec(textOf('test/clients/go/go.mod')) ?? []
  const pinned = [
    ...Object.values(clients).map((path) => basename(path).split('@v')),
    ...textOf('test/support/python-requirements.txt')
      .trim()
      .split('\n')
      .map((line) => line.split('==')),
    ['AWS SDK for Go v2', goSdk],
  ]
  const rows = textOf('docs/clients.md').split('\n')
  const isTold = ([name = '', version = '']: readonly string[]): boolean =>
    rows.some((row) => row.startsWith(`| ${names[name] ?? name}`) && row.includes(`| ${version} |`))
  expect(pinned.filter((client) => !isTold(client))).toEqual([])
})

test('a Docker Engine is started only where one file runs at a time', async () => {
  await expect(startDockerEngine()).rejects.toThrow('name this file in vitest.config.ts, among those with docker')
})
