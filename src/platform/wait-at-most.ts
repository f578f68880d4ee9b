/** Waits for work to end, but not for longer than this. The caller that started the work gets its failure. */
export async function waitAtMost(timeoutMs: number, work: Promise<unknown> | undefined): Promise<void> {
  const timeout = new Promise((resolve) => setTimeout(resolve, timeoutMs).unref())
  await Promise.race([work?.catch(() => undefined), timeout])
}
