import type { PGlite } from '@electric-sql/pglite'

/** One embedded database that can be exchanged for another under everybody who uses it. */
export type Swappable = {
  /** What others hold. Only what Kysely and pg-boss call is there. */
  pglite: PGlite
  /**
   * Lets what runs come to its end, holds back what comes, and puts what `work` answers in its place. Where `work` throws,
   * the old one stays; it must then still be open. Never to be called from within a transaction: it would wait for itself.
   */
  exchange(work: (standing: PGlite) => Promise<PGlite>): Promise<void>
}

export function swappable(first: PGlite): Swappable {
  let standing = first
  let inside = 0
  // An object, for it changes while somebody waits for it.
  const gate: { shut: Promise<void> | null } = { shut: null }
  let left: () => void = () => {}
  const enter = async <T>(work: (pglite: PGlite) => Promise<T>): Promise<T> => {
    while (gate.shut !== null) await gate.shut
    inside++
    try {
      return await work(standing)
    } finally {
      inside--
      if (inside === 0) left()
    }
  }
  const face: Pick<PGlite, 'query' | 'exec' | 'transaction' | 'close' | 'closed' | 'ready' | 'waitReady'> = {
    query: (...said) => enter((pglite) => pglite.query(...said)),
    exec: (...said) => enter((pglite) => pglite.exec(...said)),
    transaction: (...said) => enter((pglite) => pglite.transaction(...said)),
    close: () => enter((pglite) => pglite.close()),
    get closed() {
      return standing.closed
    },
    get ready() {
      return standing.ready
    },
    get waitReady() {
      return standing.waitReady
    },
  }
  return {
    pglite: face as PGlite,
    async exchange(work) {
      while (gate.shut !== null) await gate.shut
      let open = (): void => {}
      gate.shut = new Promise((resolve) => {
        open = resolve
      })
      try {
        if (inside > 0) {
          await new Promise<void>((resolve) => {
            left = resolve
          })
        }
        standing = await work(standing)
      } finally {
        left = () => {}
        gate.shut = null
        open()
      }
    },
  }
}
