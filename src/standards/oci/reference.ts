/**
 * Names of repositories and tags. A path may hold anything; what passes here is safe as a key, in a URL and in a log line.
 *
 * Both patterns are matched in linear time: at every character at most one alternative can go on, apart from `_` and `__`,
 * which differ after one. The lengths are checked first.
 */

/** `RepositoryName` of ECR's service model. It allows what the distribution specification does. */
export const repositoryNamePattern = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests */
export const tagPattern = '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}'

const minRepositoryNameLength = 2
const maxRepositoryNameLength = 256
const maxTagLength = 128

const repositoryNameRegex = new RegExp(`^${repositoryNamePattern}$`)
const tagRegex = new RegExp(`^${tagPattern}$`)

export function isRepositoryName(text: string): boolean {
  const fits = text.length >= minRepositoryNameLength && text.length <= maxRepositoryNameLength
  return fits && repositoryNameRegex.test(text)
}

export function isTag(text: string): boolean {
  return text.length <= maxTagLength && tagRegex.test(text)
}
