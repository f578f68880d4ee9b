import { enableCompileCache } from 'node:module'
import { dataFolder } from '../config/data-folder.ts'

/**
 * Keeps what V8 has compiled in the data folder, so that the next start takes half the time. For modules that are loaded
 * from now on. Where it can't be kept, nothing is lost but that time. https://nodejs.org/api/module.html#module-compile-cache
 */
export function useCompileCache(data: string): void {
  enableCompileCache(dataFolder(data).compiled)
}
