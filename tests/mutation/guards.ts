/** A guard of the code, how to take it out, and the tests that must miss it. */
export type Guard = { name: string; file: string; find: string | RegExp; replace: string; tests: string[] }

export const GUARDS: Guard[] = []
