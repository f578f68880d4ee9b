/** The process's environment variables. Nothing else in the program reads them. */
export const environment: Environment = process.env

export type Environment = Readonly<Record<string, string | undefined>>
