/**
 * What reading one document may still cost. It counts work, not time, so that the same document ends at the same
 * place on every machine: cost that multiplies (rules times elements, properties times descendants) would take minutes.
 */
export class Effort {
  #left: number

  constructor(most: number) {
    this.#left = most
  }

  spend(work: number) {
    this.#left -= work
  }

  get exhausted(): boolean {
    return this.#left < 0
  }
}
