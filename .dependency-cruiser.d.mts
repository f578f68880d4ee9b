import type { IConfiguration } from 'dependency-cruiser'
/** From the bottom up: a member of a layer may import from its own layer and those before it. */
export const layers: readonly (readonly string[])[]
declare const configuration: IConfiguration
export default configuration
