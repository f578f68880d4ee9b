import { sentenceOf, type SignatureFailure } from './failures.ts'

/** The only error that this room throws, whatever it is given. Its message is AWS's sentence. */
export class SignatureError extends Error {
  readonly failure: SignatureFailure

  constructor(failure: SignatureFailure) {
    super(sentenceOf(failure))
    this.name = 'SignatureError'
    this.failure = failure
  }
}

export function refuse(failure: SignatureFailure): never {
  throw new SignatureError(failure)
}
