import { iamOperation } from '../../request/operation.ts'
import { emptyPage } from './nothing-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServerCertificates.html */
export const listServerCertificates = iamOperation({
  name: 'ListServerCertificates',
  effect: 'reads',
  access: ({ PathPrefix: path = '/' }, { caller: { account } }) => [
    { action: 'iam:ListServerCertificates', resource: `arn:aws:iam::${account}:server-certificate${path}` },
  ],
  run: async (ctx, input) => ({ ServerCertificateMetadataList: [], ...(await emptyPage(ctx, input)) }),
})
