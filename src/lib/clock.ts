/** The time now, handed in as an argument so that tests move it instead of sleeping. */
export type Clock = { now(): Date }

/** A clock that stands still until it is moved. */
export type MovableClock = Clock & { set(iso: string): void; advance(milliseconds: number): void }

/** A clock for tests, for `--as-of` and for recomputing a past day. */
export function clockAt(iso: string): MovableClock {
  let at = parse(iso)
  return {
    now: () => new Date(at),
    set: (next) => {
      at = parse(next)
    },
    advance: (milliseconds) => {
      at += milliseconds
    },
  }
}

function parse(iso: string): number {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) throw new TypeError(`not a time: ${iso}`)
  return at
}
