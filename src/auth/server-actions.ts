/** Of ecrd's own actions those that are about an account; all others are about the server. */
const aboutAccounts: ReadonlySet<string> = new Set(['ecrd:WhyDenied'])

/**
 * Whether an action is about the server as a whole, such as the jobs of all accounts. The server is a resource of the default account,
 * which is its operator's. It has no policy, so principals of other accounts may do nothing with it, whatever their own policies say.
 */
export const isAboutServer = (action: string): boolean => action.startsWith('ecrd:') && !aboutAccounts.has(action)
