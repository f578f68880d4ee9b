import type { Context } from '../request/context.ts'
import { run, type Work } from '../database/statement.ts'
import { updateKeyLastUsed } from '../iam/access-keys/access-keys.table.ts'
import { updateRoleLastUsed } from '../iam/roles/roles.table.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import { createBoundedMap } from '../platform/bounded-map.ts'
import { waitAtMost } from '../platform/wait-at-most.ts'

/**
 * When access keys and roles were last used, as well as it can be known without a write for every request: a use is written
 * down beside the request, unless one of the last 15 minutes was. AWS promises no better than hours.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-keys_last-used.html
 */
export interface LastUsedRecorder {
  note(caller: IdentifiedCaller, service: string, region: string): void
  /** Waits for what is being written, but not for longer than this. */
  settle(timeoutMs: number): Promise<void>
}

const grainMs = 15 * 60 * 1000
const maxKnown = 10_000
/** So many rows are written by one transaction. */
const batchSize = 100

interface Use {
  readonly at: number
  readonly service: string
  readonly region: string
}

export function createLastUsedRecorder({ database, clock }: Pick<Context, 'database' | 'clock'>): LastUsedRecorder {
  /** When the last use was written down, by what was used; those that were written the longest ago first. */
  const written = createBoundedMap<string, number>(maxKnown)
  const waiting = new Map<string, Use>()
  let writing: Promise<void> | undefined

  const writeAll = async (): Promise<void> => {
    while (waiting.size > 0) {
      const batch = Array.from(waiting).slice(0, batchSize)
      for (const [used] of batch) waiting.delete(used)
      // A full disk must not make requests fail.
      await database.change(() => writeUses(batch)).catch(() => undefined)
    }
    writing = undefined
  }

  return {
    note(caller, service, region) {
      const used = usedBy(caller)
      const at = clock.now()
      if (used === undefined || at - (written.get(used) ?? -Infinity) < grainMs) return
      written.set(used, at)
      waiting.set(used, { at, service, region })
      writing ??= writeAll()
    },
    settle: (timeoutMs) => waitAtMost(timeoutMs, writing),
  }
}

/** A key, or the role whose session it is. Of other sessions IAM says nothing. */
function usedBy({ session, accessKeyId, principal }: IdentifiedCaller): string | undefined {
  if (session === undefined) return accessKeyId
  return principal.kind === 'role-session' ? principal.roleId : undefined
}

function* writeUses(uses: readonly (readonly [string, Use])[]): Work<void> {
  for (const [used, { at, service, region }] of uses) {
    if (used.startsWith('AROA')) yield* run(updateRoleLastUsed, { id: used, at, region })
    else yield* run(updateKeyLastUsed, { id: used, at, service, region })
  }
}
