import { describe, expect, test } from 'vitest'
import { OptionError } from '../config/resolve-options.ts'
import { serveOptions } from '../config/serve-options.ts'
import { parseArguments } from './parse-arguments.ts'

const flagsOf = (...args: string[]) => Object.fromEntries(parseArguments(args, serveOptions).flags)

function problems(...args: string[]): readonly string[] {
  try {
    parseArguments(args, serveOptions)
  } catch (error) {
    if (error instanceof OptionError) return error.problems
  }
  return []
}

describe('flags', () => {
  test('have their values after a space or an equals sign', () => {
    expect(flagsOf('--port', '1', '--master-key-file=/k', '--data=')).toEqual({
      port: '1',
      'master-key-file': '/k',
      data: '',
    })
  })

  test('have the last value when they are repeated', () => {
    expect(flagsOf('--port', '1', '--port', '2')).toEqual({ port: '2' })
  })

  test.each<[string[], string]>([
    [['--prot', '1'], '--prot is not an option of this command; did you mean --port?'],
    [['-x'], '-x is not an option of this command.'],
    [['--port'], '--port needs a value.'],
    [['--port', '1', 'now'], "'now' is not expected here."],
  ])('that are invalid are reported: %j', (args, sentence) => {
    expect(problems(...args)).toEqual([sentence])
  })
})

test('--help and -h ask for help, even beside a mistake', () => {
  expect(parseArguments(['--help'], serveOptions).wantsHelp).toBe(true)
  expect(parseArguments(['-h', 'what'], serveOptions).wantsHelp).toBe(true)
})

describe('a switch', () => {
  test('needs no value, and does not take the next word as its value', () => {
    expect(flagsOf('--dev', '--port', '1')).toEqual({ dev: 'true', port: '1' })
    expect(flagsOf('--dev=false')).toEqual({ dev: 'false' })
    expect(problems('--dev', 'false')).toEqual(["'false' is not expected here."])
  })
})

describe('words', () => {
  test('are taken from any place between flags, up to the number that the command takes', () => {
    expect(parseArguments(['--port', '1', 'a', '--region', 'b'], serveOptions, 1).words).toEqual(['a'])
    expect(() => parseArguments(['a', 'b'], serveOptions, 1)).toThrow("'b' is not expected here.")
  })
})
