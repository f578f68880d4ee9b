/**
 * What a document must and may hold depends on what it is attached to.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export type Grammar = 'identity' | 'managed' | 'session' | 'trust' | 'repository' | 'registry'

export interface GrammarRules {
  readonly principal: 'required' | 'forbidden'
  readonly notPrincipal: 'optional' | 'forbidden'
  readonly resource: 'required' | 'optional' | 'forbidden'
  /** IAM's rules for a Sid: letters and digits, once each. ECR's own documentation writes "allow public pull". */
  readonly sid: 'strict' | 'free'
  /** IAM takes no new managed policies in the old version; inline ones it does. */
  readonly version: 'newest' | 'any'
  /** The only service whose actions make sense. */
  readonly vendor: string | undefined
}

const ofIdentities: GrammarRules = {
  principal: 'forbidden',
  notPrincipal: 'forbidden',
  resource: 'required',
  sid: 'strict',
  version: 'any',
  vendor: undefined,
}

const ofResources: GrammarRules = {
  principal: 'required',
  notPrincipal: 'optional',
  resource: 'required',
  sid: 'free',
  version: 'any',
  vendor: undefined,
}

export const grammars: Readonly<Record<Grammar, GrammarRules>> = {
  identity: ofIdentities,
  managed: { ...ofIdentities, version: 'newest' },
  session: ofIdentities,
  trust: { ...ofResources, notPrincipal: 'forbidden', resource: 'forbidden', sid: 'strict', vendor: 'sts' },
  repository: { ...ofResources, resource: 'optional' },
  registry: ofResources,
}
