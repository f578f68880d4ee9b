/** `the PostgreSQL database ecrd on db.internal:5432`: what a person needs to find it, and never the password. */
export function describeDatabase(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const host = hostname === '' ? (searchParams.get('host') ?? 'this machine') : hostname
  const name = decodeURIComponent(pathname.slice(1))
  return `the PostgreSQL database ${name} on ${decodeURIComponent(host)}${port === '' ? '' : `:${port}`}`
}
