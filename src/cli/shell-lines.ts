import { servedServices } from '../served-services.ts'
import type { AwsAccess } from './aws-files.ts'

/** One word of a POSIX shell, whatever is in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** Lines for `eval` that give a shell the key of a user or of root. */
export function keyLines(access: AwsAccess): string {
  const { endpointUrl } = access
  return shellLines(endpointUrl, {
    variables: {
      AWS_ACCESS_KEY_ID: access.accessKeyId,
      AWS_SECRET_ACCESS_KEY: access.secretAccessKey,
      AWS_REGION: access.region,
      AWS_DEFAULT_REGION: access.region,
      AWS_ENDPOINT_URL: endpointUrl,
      ...(access.caBundle === undefined ? {} : { AWS_CA_BUNDLE: access.caBundle }),
    },
    // They would count more than, or be sent along with, what is set here.
    contrary: ['AWS_PROFILE', 'AWS_SESSION_TOKEN', ...misleading],
    marker: 'lead=${AWS_ENDPOINT_URL-}',
    marked: endpointUrl,
  })
}

/** Lines for `eval` that have a shell use a profile which is in the files of AWS's tools. */
export function profileLines(profile: string, { endpointUrl, caBundle }: AwsAccess): string {
  return shellLines(endpointUrl, {
    variables: { AWS_PROFILE: profile },
    contrary: [
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      // A pod's role, which counts more than the key of a profile.
      'AWS_WEB_IDENTITY_TOKEN_FILE',
      'AWS_REGION',
      'AWS_DEFAULT_REGION',
      'AWS_ENDPOINT_URL',
      ...misleading,
      ...(caBundle === undefined ? [] : ['AWS_CA_BUNDLE']),
    ],
    // The profile that a command names counts more than the shell's.
    marker: `lead=\${AWS_PROFILE-}
  case " $* " in
    *' --profile ${profile} '* | *' --profile=${profile} '*) lead=${profile} ;;
    *' --profile'*) lead= ;;
  esac`,
    marked: profile,
  })
}

/**
 * - To botocore this profile counts more than `AWS_PROFILE`: https://docs.aws.amazon.com/boto3/latest/guide/configuration.html
 * - Endpoints in the environment and in profiles are as good as none then, and requests go to AWS.
 * - Those for one service would count more than the one for all, and more than a profile's.
 */
const misleading = [
  'AWS_DEFAULT_PROFILE',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  ...servedServices.map(({ section }) => `AWS_ENDPOINT_URL_${section.toUpperCase()}`),
]

interface Lines {
  readonly variables: Readonly<Record<string, string>>
  readonly contrary: readonly string[]
  /** Shell code that sets `lead` to `marked` as long as the shell is pointed here. */
  readonly marker: string
  readonly marked: string
}

function shellLines(endpointUrl: string, { variables, contrary, ...lead }: Lines): string {
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}\n`)
  return `# This key is one of ecrd's, at ${endpointUrl}: AWS doesn't know it.
unset ${contrary.join(' ')}
${exports.join('')}${awsFunction(endpointUrl, lead)}`
}

/**
 * AWS's command line reads endpoints from the environment and from profiles since 1.29 and 2.13; an older one (Debian 12
 * has 2.9) ignores them and silently goes to AWS. For those alone `aws` becomes a function that says the endpoint, if
 * the service is one that is here, unless the command says one itself, or the shell has been pointed elsewhere.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 *
 * The service is the first word that belongs to no option: https://docs.aws.amazon.com/cli/latest/reference/index.html lists
 * those that come before it; all but a few have a value. Parentheses keep the function's variables to itself. The
 * inner `eval` keeps an alias named `aws` from being put in place of the function's name when this is read.
 */
function awsFunction(endpointUrl: string, { marker, marked }: Pick<Lines, 'marker' | 'marked'>): string {
  const led = servedServices.map(({ name }) => quoted(`${marked} ${name}`)).join(' | ')
  const body = `aws() (
  ${marker}
  service= before=
  for word; do
    case "$before$word" in
      value-of:*) before= ;;
      --*=* | --debug | --no-* | --version | --cli-auto-prompt) ;;
      --*) before=value-of: ;;
      *) service=$word; break ;;
    esac
  done
  case " $*" in *' --endpoint-url'*) lead= ;; esac
  case "$lead $service" in
    ${led}) command aws --endpoint-url ${quoted(endpointUrl)} "$@" ;;
    *) command aws "$@" ;;
  esac
)`
  return `case "$(command aws --version 2>&1)" in
  aws-cli/0.* | aws-cli/1.[0-9].* | aws-cli/1.1[0-9].* | aws-cli/1.2[0-8].* | aws-cli/2.[0-9].* | aws-cli/2.1[0-2].*)
    unalias aws 2>/dev/null || :
    eval ${quoted(body)} ;;
esac
`
}
