import { chainedSessionTooLong, sessionTooLong } from './errors.ts'

const hourSeconds = 3600

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: `DurationSeconds` */
export function roleSessionSeconds(
  asked: number | undefined,
  { maxSeconds, isChained }: { readonly maxSeconds: number; readonly isChained: boolean },
): number {
  if (asked === undefined) return hourSeconds
  if (isChained && asked > hourSeconds) throw chainedSessionTooLong()
  if (asked > maxSeconds) throw sessionTooLong()
  return asked
}

/** Of a user 12 hours unless told otherwise; of root an hour, whatever longer is asked for. */
export function userSessionSeconds(asked: number | undefined, isRoot: boolean): number {
  const seconds = asked ?? 12 * hourSeconds
  return isRoot ? Math.min(seconds, hourSeconds) : seconds
}
