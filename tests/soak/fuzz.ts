import { resolve } from 'node:path'
import { fuzz } from '../fuzz/fuzz.ts'
import type { Soak } from './soak.ts'

/** Changed inputs for every reader; what is found is written into `tests/fuzz/finds/`. */
const soak: Soak = async ({ seed, until }) => {
  const { runs, blocks, kept, failures } = await fuzz({ seed, until, keepIn: resolve('tests/fuzz/finds') })
  console.log(`fuzz: ${blocks} blocks of src reached, ${kept} inputs kept for it`)
  return { runs, failures }
}

export default soak
