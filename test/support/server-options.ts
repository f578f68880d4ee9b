import { type LimitOptions, limitOptions } from '../../src/config/limit-options.ts'
import { defaultsOf } from '../../src/config/option.ts'
import type { ServerParts } from '../../src/server/server-parts.ts'

/** What tests start a server with, unless they say otherwise. */
export const serverOptions: ServerParts['options'] = {
  host: '127.0.0.1',
  port: 0,
  account: '123456789012',
  region: 'us-east-1',
  registryHost: undefined,
  sealing: 'frames-1',
  trustedProxies: [],
  servicePrincipals: [],
  database: undefined,
  dev: false,
  devHosts: [],
  devReset: false,
  metricsPort: undefined,
  ...(defaultsOf(limitOptions) satisfies LimitOptions),
}
