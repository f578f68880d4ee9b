import type { Contender } from './registry.ts'

/** A registry that runs already, without passwords. What is pushed to it stays there. */
export function peer(name: string, url: URL): Contender {
  return {
    name,
    isDefault: true,
    start: () =>
      Promise.resolve({
        target: { host: url.hostname, port: Number(url.port || 80) },
        process: undefined,
        blobsFolder: undefined,
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }),
  }
}
