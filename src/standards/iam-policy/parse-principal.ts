import { isArray, isObject, type Json } from './json.ts'
import type { PrincipalName, PrincipalType } from './policy.ts'
import type { Report } from './problem.ts'

/**
 * `"*"`, or names by type. A name is whole: wildcards in it are refused, or a typing error would let strangers in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function parsePrincipals(given: Json, at: string, report: Report): readonly PrincipalName[] {
  if (given === '*') return [{ type: 'AWS', name: '*' }]
  if (typeof given === 'string') return report('invalid-principal', at, JSON.stringify(given))
  if (!isObject(given)) return report('wrong-type', at)
  if (given.size === 0) return report('no-principal', at)
  return Array.from(given, ([type, names]) => parseNames(type, names, at, report)).flat()
}

function parseNames(type: string, given: Json, at: string, report: Report): readonly PrincipalName[] {
  // A canonical user is S3's own way to name an account.
  if (!isPrincipalType(type)) return report('invalid-principal', at, JSON.stringify(type))
  const list = isArray(given) ? given : [given]
  if (list.length === 0) return report('no-principal', `${at}.${type}`)
  return list.flatMap((name): readonly PrincipalName[] => {
    if (typeof name !== 'string') return report('wrong-type', `${at}.${type}`)
    if (isPrincipalName(type, name)) return [{ type, name }]
    return report('invalid-principal', `${at}.${type}`, `${JSON.stringify(type.toUpperCase())}:${JSON.stringify(name)}`)
  })
}

/** Each form has a fixed beginning, so that matching it is linear. */
const forms: Readonly<Record<PrincipalType, readonly RegExp[]>> = {
  AWS: [
    /^\*$/,
    /^[0-9]{12}$/,
    /^arn:aws[a-z-]*:iam::[0-9]{12}:(root|(user|role)\/[!-)+-9;->@-~]+)$/,
    /^arn:aws[a-z-]*:sts::[0-9]{12}:(assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+|federated-user\/[\w+=,.@-]+)$/,
    // What remains in a stored policy of a user or role that was deleted.
    /^(AIDA|AROA)[A-Z0-9]{12,124}$/,
  ],
  Service: [/^[a-z0-9][a-z0-9.-]*\.[a-z]+$/],
  Federated: [/^arn:aws[a-z-]*:iam::[0-9]{12}:(saml|oidc)-provider\/[!-)+-9;->@-~]+$/, /^[a-z0-9][a-z0-9.-]*\.[a-z]+$/],
}

/** Of the form that a principal of type Service has: `codebuild.amazonaws.com` */
export function isServiceName(text: string): boolean {
  return isPrincipalName('Service', text)
}

const maxLength = 2048

function isPrincipalType(type: string): type is PrincipalType {
  return Object.hasOwn(forms, type)
}

function isPrincipalName(type: PrincipalType, name: string): boolean {
  return name.length <= maxLength && forms[type].some((form) => form.test(name))
}
