/** A template of registries' hosts: `{account}.dkr.ecr.{region}.example.org:443`. */
export function filledTemplate(template: string, account: string, region: string): string {
  return template.replaceAll('{account}', account).replaceAll('{region}', region)
}

/** Completes the sentence `--registry-host …`; undefined when the template is good. */
export function templateProblem(template: string): string | undefined {
  const unknown = [...template.matchAll(/\{([^{}]{0,64})\}/g)].find(([, name = '']) => !placeholders.includes(name))
  if (unknown !== undefined) return `must not use ${unknown[0]}, only {account} and {region}`
  const example = filledTemplate(template, '123456789012', 'us-east-1')
  if (example.length > 253 || !/^[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?$/.test(example)) {
    return 'must be a host name in lower case, with or without :PORT, in which {account} and {region} are filled in'
  }
  return undefined
}

const placeholders = ['account', 'region']
