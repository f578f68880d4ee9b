import { iamOperation } from '../../request/operation.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html */
export const listOpenIdConnectProviders = iamOperation({
  name: 'ListOpenIDConnectProviders',
  effect: 'reads',
  access: (_input, { caller: { account } }) => [
    { action: 'iam:ListOpenIDConnectProviders', resource: `arn:aws:iam::${account}:oidc-provider/*` },
  ],
  run: () => Promise.resolve({ OpenIDConnectProviderList: [] }),
})
