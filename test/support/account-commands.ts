import { expect } from 'vitest'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { runEcrd } from './ecrd-command.ts'

/** What `ecrd account create` and `ecrd credentials rotate` print. */
export interface PrintedKey {
  readonly profile: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** What was said beside it. */
  readonly words: string
}

/** Runs a command that prints a key; nothing else is on standard output, and the secret is nowhere else. */
export async function printedKey(args: readonly string[]): Promise<PrintedKey> {
  const { code, stdout, stderr } = await runEcrd(args)
  expect([code, stdout]).toEqual([0, expect.stringMatching(section) as string])
  const [, profile = '', accessKeyId = '', secretAccessKey = ''] = section.exec(stdout) ?? []
  expect(stderr).not.toContain(secretAccessKey)
  return { profile, accessKeyId, secretAccessKey, words: stderr }
}

const section =
  /^\[([0-9]{12})\]\naws_access_key_id = (AKIA[A-Z2-7]{16})\naws_secret_access_key = ([A-Za-z0-9+/]{40})\n$/

/** Runs a command that prints no key; its standard output. */
export async function done(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runEcrd(args)
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}

/** The sentence with which a command is refused. */
export async function refusal(args: readonly string[], code = 1): Promise<string> {
  const finished = await runEcrd(args)
  expect([finished.code, finished.stdout]).toEqual([code, ''])
  return finished.stderr.replace('ecrd: See ecrd --help.\n', '')
}

/** The ARN of whoever signs with a key, or the name of the error. */
export async function arnOf(
  endpoint: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
): Promise<string | undefined> {
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  try {
    return (await sts.send(new GetCallerIdentityCommand())).Arn
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  } finally {
    sts.destroy()
  }
}
