/**
 * A template of registries' hosts, with the protocol in front of it where a proxy speaks another one than ecrd does:
 *
 *     {account}.dkr.ecr.{region}.example.org:443
 *     https://registry.example.org
 */
export interface RegistryHostTemplate {
  readonly protocol: Protocol | undefined
  readonly host: string
}

export type Protocol = 'http' | 'https'

export function parseTemplate(template: string): RegistryHostTemplate {
  const [, protocol, host = ''] = /^(?:(https?):\/\/)?(.*)$/s.exec(template) ?? []
  return { protocol: protocol as Protocol | undefined, host }
}

export function filledTemplate(template: string, account: string, region: string): string {
  return template.replaceAll('{account}', account).replaceAll('{region}', region)
}

/** Completes the sentence `--registry-host …`; undefined when the template is good. */
export function templateProblem(template: string): string | undefined {
  const unknown = [...template.matchAll(/\{([^{}]{0,64})\}/g)].find(([, name = '']) => !placeholders.includes(name))
  if (unknown !== undefined) return `must not use ${unknown[0]}, only {account} and {region}`
  const example = filledTemplate(parseTemplate(template).host, '123456789012', 'us-east-1')
  if (example.length > 253 || !/^[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?$/.test(example)) {
    return 'must be a host name in lower case, with or without https:// and :PORT, in which {account} and {region} are filled in'
  }
  return undefined
}

const placeholders = ['account', 'region']
