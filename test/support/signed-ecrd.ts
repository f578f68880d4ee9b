import { askService } from './signed-json.ts'

const targetPrefix = 'Ecrd_20261201'

export const ecrdTargetOf = (operation: string): string => `${targetPrefix}.${operation}`

/** A request of one of ecrd's own operations. */
export const askEcrd = askService('ecrd', targetPrefix)
