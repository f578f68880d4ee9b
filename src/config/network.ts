import { isIP } from 'node:net'

/** Completes the sentence `--trusted-proxies …`; undefined when the text is an address or a network (`10.0.0.0/8`). */
export function networkProblem(text: string): string | undefined {
  const [, address = '', length] = /^([0-9A-Fa-f:.]+)(?:\/([0-9]{1,3}))?$/.exec(text) ?? []
  const family = isIP(address)
  if (family === 0) return `must be addresses and networks such as 10.0.0.0/8; ${JSON.stringify(text)} is neither`
  const maxLength = family === 4 ? 32 : 128
  if (length !== undefined && (Number(length) < 1 || Number(length) > maxLength)) {
    return `must be addresses and networks such as 10.0.0.0/8; the prefix of ${JSON.stringify(text)} must be 1 to ${maxLength} bits long`
  }
  return undefined
}
