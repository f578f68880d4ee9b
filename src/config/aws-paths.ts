import { homedir } from 'node:os'
import { join } from 'node:path'
import { environment as ofProcess, type Environment } from './environment.ts'

/** The files that AWS's tools of this user read. */
export interface AwsPaths {
  readonly credentials: string
  readonly config: string
}

/**
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html. Where HOME is empty, as in some containers, AWS's tools
 * look below the root, and a key has no business in the working folder.
 */
export function awsPaths(environment: Environment = ofProcess, homeOfUser = homedir()): AwsPaths {
  const home = homeOfUser === '' ? '/' : homeOfUser
  const at = (variable: string, usual: string): string => {
    const given = environment[variable]
    if (given === undefined || given === '') return join(home, '.aws', usual)
    return given.startsWith('~/') ? join(home, given.slice(2)) : given
  }
  return { credentials: at('AWS_SHARED_CREDENTIALS_FILE', 'credentials'), config: at('AWS_CONFIG_FILE', 'config') }
}
