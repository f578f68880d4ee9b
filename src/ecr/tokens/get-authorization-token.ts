import { onRegistry, operation } from '../../request/operation.ts'
import { sealToken, tokenLifetimeMs } from './registry-token.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html */
export const getAuthorizationToken = operation({
  name: 'GetAuthorizationToken',
  effect: 'reads',
  access: () => [onRegistry('ecr:GetAuthorizationToken')],
  run(ctx, input, scope) {
    const expiresAt = ctx.clock.now() + tokenLifetimeMs
    const password = sealToken(ctx.keys, { accessKeyId: scope.caller.accessKeyId, expiresAt })
    const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
    const { protocol, registryHost } = ctx.settings
    return Promise.resolve({
      authorizationData: (input.registryIds ?? [scope.registry.account]).map((registryId) => ({
        authorizationToken,
        expiresAt,
        proxyEndpoint: `${protocol}://${registryHost(registryId, scope.registry.region)}`,
      })),
    })
  },
})
