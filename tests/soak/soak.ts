/**
 * A long run: repeats randomised trials until `until()` says stop, each reproducible from the seed.
 * A failure is one line that says which trial and what broke.
 */
export type Soak = (options: { seed: number; until: () => boolean }) => Promise<{ runs: number; failures: string[] }>
