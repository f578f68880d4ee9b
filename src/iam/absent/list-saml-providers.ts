import { iamOperation } from '../../request/operation.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviders.html */
export const listSamlProviders = iamOperation({
  name: 'ListSAMLProviders',
  effect: 'reads',
  access: (_input, { caller: { account } }) => [
    { action: 'iam:ListSAMLProviders', resource: `arn:aws:iam::${account}:saml-provider/*` },
  ],
  run: () => Promise.resolve({ SAMLProviderList: [] }),
})
