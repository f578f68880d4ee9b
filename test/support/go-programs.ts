/** Clients that are written in Go: compiled by `npm test` from these modules, at these versions. */
import { basename, join } from 'node:path'
import { cacheFolder } from '../../scripts/cache-folder.ts'
import { findProgram } from './machine.ts'

/**
 * What `go install` takes. A program is named after the last part of its path. They are compiled in this order: what tests
 * wait for first stands first.
 */
export const goPrograms = {
  versitygw: 'github.com/versity/versitygw/cmd/versitygw@v1.8.0',
  'docker-credential-ecr-login':
    'github.com/awslabs/amazon-ecr-credential-helper/ecr-login/cli/docker-credential-ecr-login@v0.12.0',
  crane: 'github.com/google/go-containerregistry/cmd/crane@v0.22.1',
  regctl: 'github.com/regclient/regclient/cmd/regctl@v0.11.7',
  helm: 'helm.sh/helm/v4/cmd/helm@v4.3.1',
  cosign: 'github.com/sigstore/cosign/v3/cmd/cosign@v3.1.3',
  'ecr-credential-provider': 'k8s.io/cloud-provider-aws/cmd/ecr-credential-provider@v1.37.0',
} as const

export type GoProgram = keyof typeof goPrograms

/** Where each program is kept: a folder for each version, so that one that is there is the one that is wanted. */
export function goProgram(name: GoProgram): string {
  return join(cacheFolder, 'go', basename(goPrograms[name]), name)
}

/** Tests are passed over where Go was missing: `describe.runIf(hasGoProgram('crane'))`. */
export function hasGoProgram(name: GoProgram): boolean {
  return findProgram(goProgram(name)) !== undefined
}
