/** Waits for work to end, but not for longer than this. A failure is told to whoever started the work. */
export async function waitAtMost(timeoutMs: number, work: Promise<unknown> | undefined): Promise<void> {
  const timeout = new Promise((resolve) => setTimeout(resolve, timeoutMs).unref())
  await Promise.race([work?.catch(() => undefined), timeout])
}
