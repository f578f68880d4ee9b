import { z } from 'zod'
import { isHttpUrl } from '../config/http-url.ts'
import type { Option } from '../config/option.ts'

/** A server that a command asks over the network, as any client of AWS's would. */
export interface RemoteServer {
  readonly endpointUrl: string
  readonly region: string
}

/** The message is a sentence for the user of the command. */
export class CallFailed extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'CallFailed'
  }
}

const form = 'must be a URL such as https://ecrd.example.org'

export const endpointUrlOption: Option<string | undefined> = {
  placeholder: 'URL',
  help: 'Ask the server at this address, with AWS credentials, which are found as by every AWS SDK',
  default: undefined,
  defaultInWords: 'asks as the owner of the data folder or database',
  schema: z.string({ error: form }).refine(isHttpUrl, form).optional(),
}

/** Undefined: the command does its work as the owner. */
export function remoteServer(options: {
  readonly endpointUrl: string | undefined
  readonly region: string
}): RemoteServer | undefined {
  const { endpointUrl, region } = options
  return endpointUrl === undefined ? undefined : { endpointUrl, region }
}
