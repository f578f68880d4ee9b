/**
 * Whether a text can name a context key. Before its first colon stands a service, or the identity provider that vouches for
 * the caller, by its URL without the scheme:
 *
 *     aws:PrincipalTag/cost center
 *     oidc.eks.us-east-1.amazonaws.com/id/ABC:sub
 *
 * There is no list of all: a key that a request doesn't have is absent from it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export function isConditionKey(text: string): boolean {
  return /^[\w./~%+=@-]+:./.test(text)
}
