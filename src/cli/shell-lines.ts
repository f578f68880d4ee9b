import type { DataFolder } from '../config/data-folder.ts'
import type { AwsAccess } from './aws-files.ts'

/** One word of a POSIX shell, whatever is in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** Lines for `eval` that give a shell the root's keys. */
export function keyLines(access: AwsAccess): string {
  return shellLines(
    {
      AWS_ACCESS_KEY_ID: access.accessKeyId,
      AWS_SECRET_ACCESS_KEY: access.secretAccessKey,
      AWS_REGION: access.region,
      AWS_DEFAULT_REGION: access.region,
      AWS_ENDPOINT_URL: access.endpointUrl,
      ...(access.caBundle === undefined ? {} : { AWS_CA_BUNDLE: access.caBundle }),
    },
    // They would count more than, or be sent along with, what is set here.
    ['AWS_PROFILE', 'AWS_SESSION_TOKEN'],
    'AWS_ENDPOINT_URL',
    access.endpointUrl,
  )
}

/** Lines for `eval` that point a shell at the profile in the data folder. */
export function profileLines(profile: string, folder: DataFolder, { endpointUrl, caBundle }: AwsAccess): string {
  return shellLines(
    {
      AWS_PROFILE: profile,
      AWS_SHARED_CREDENTIALS_FILE: folder.credentials,
      AWS_CONFIG_FILE: folder.config,
    },
    [
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_REGION',
      'AWS_DEFAULT_REGION',
      'AWS_ENDPOINT_URL',
      ...(caBundle === undefined ? [] : ['AWS_CA_BUNDLE']),
    ],
    'AWS_CONFIG_FILE',
    endpointUrl,
  )
}

function shellLines(
  variables: Readonly<Record<string, string>>,
  contrary: readonly string[],
  marker: string,
  endpointUrl: string,
): string {
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}\n`)
  return `unset ${contrary.join(' ')}\n${exports.join('')}${awsFunction(marker, variables[marker] ?? '', endpointUrl)}`
}

/**
 * AWS's command line reads endpoints from the environment and from profiles since 1.29 and 2.13; an older one (Debian 12
 * has 2.9) ignores them and silently goes to AWS. For those alone `aws` becomes a function that says the endpoint,
 * unless the command says one itself, or `marker` no longer has our value: the shell has been pointed elsewhere.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 *
 * The inner `eval` keeps an alias named `aws` from being put in place of the function's name when this is read.
 */
function awsFunction(marker: string, value: string, endpointUrl: string): string {
  const body = `aws() {
  case "\${${marker}-} $*" in
    *--endpoint-url*) command aws "$@" ;;
    ${quoted(value)}\\ *) command aws --endpoint-url ${quoted(endpointUrl)} "$@" ;;
    *) command aws "$@" ;;
  esac
}`
  return `case "$(command aws --version 2>&1)" in
  aws-cli/0.* | aws-cli/1.[0-9].* | aws-cli/1.1[0-9].* | aws-cli/1.2[0-8].* | aws-cli/2.[0-9].* | aws-cli/2.1[0-2].*)
    unalias aws 2>/dev/null || :
    eval ${quoted(body)} ;;
esac
`
}
