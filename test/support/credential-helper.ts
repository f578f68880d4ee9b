import { join } from 'node:path'
import { cacheFolder } from '../../scripts/cache-folder.ts'
import { findProgram } from './machine.ts'

/** `go install github.com/awslabs/amazon-ecr-credential-helper/ecr-login/cli/docker-credential-ecr-login@v0.12.0` */
export const credentialHelper = join(cacheFolder, 'go/docker-credential-ecr-login@v0.12.0/docker-credential-ecr-login')

export const hasCredentialHelper = findProgram(credentialHelper) !== undefined
