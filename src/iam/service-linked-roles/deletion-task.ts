import type { Context } from '../../request/context.ts'
import type { Access, Scope } from '../../request/operation.ts'
import { noSuchDeletionTask } from '../errors.ts'

/**
 *     task/aws-service-role/replication.ecr.amazonaws.com/AWSServiceRoleForECRReplication/‹sealed›
 *
 * A role is gone when its deletion is answered, so that a task is nothing to be kept: the box at its end proves that it was
 * given out, to this account and for this role.
 */
export function newDeletionTask(
  ctx: Pick<Context, 'keys'>,
  account: string,
  role: { readonly path: string; readonly name: string },
): string {
  const start = `task${role.path}${role.name}/`
  return start + ctx.keys.seal('deletion-task', `${account} ${start}`, Buffer.alloc(0)).toString('base64url')
}

export function requireDeletionTask(ctx: Pick<Context, 'keys'>, account: string, task: string): void {
  const start = startOf(task)
  const box = Buffer.from(task.slice(start.length), 'base64url')
  if (ctx.keys.open('deletion-task', `${account} ${start}`, box) === undefined) throw noSuchDeletionTask(task)
}

/** The right to ask is one on the role. */
export function onDeletionTask(action: string, { caller: { account } }: Scope, task: string): Access {
  return { action, resource: `arn:aws:iam::${account}:role/${startOf(task).slice('task/'.length, -1)}` }
}

const startOf = (task: string): string => task.slice(0, task.lastIndexOf('/') + 1)
