import type { Context } from './context.ts'

/** What was sealed for this list; undefined for any other token. */
export function openPosition(ctx: Pick<Context, 'keys'>, list: string, token: string): unknown {
  const position = ctx.keys.open('page-token', list, Buffer.from(token, 'base64url'))
  return position && (JSON.parse(position.toString()) as unknown)
}

/** The token of the page that starts after a position. */
export function sealPosition(ctx: Pick<Context, 'keys'>, list: string, position: unknown): string {
  return ctx.keys.seal('page-token', list, Buffer.from(JSON.stringify(position))).toString('base64url')
}
