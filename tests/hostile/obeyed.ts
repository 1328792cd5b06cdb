import { MADE_UP, obedientEngine } from '../fakes/obedient-engine.ts'
import { draftWith } from './drafted.ts'
import { INVARIANTS } from './invariants.ts'
import { checkRenderings } from './renderings.ts'
import type { FolderContents } from '../../src/connectors/folder.ts'
import type { Case } from './drafted.ts'

/** What holds whatever an engine answers; that it finds what was there before (I11) is the engine's own affair. */
const HARD = Object.entries(INVARIANTS).filter(([name]) => !name.startsWith('I11'))

/**
 * The row before a model that obeys it whole: none of what it makes up is in a brief or in anything made of it, and
 * everything else holds as for any engine.
 */
export async function checkObeyed(each: Case, contents: FolderContents): Promise<string[]> {
  const drafted = await draftWith(contents, obedientEngine())
  const obeyed: Case = { ...each, ...drafted, row: withMadeUp(each.row) }
  return [
    ...HARD.flatMap(([name, holds]) => holds(obeyed).map((what) => `${name}: ${what}`)),
    ...(await checkRenderings(obeyed)),
  ]
}

/** What the engine invents may be nowhere, like what is hidden. */
function withMadeUp(row: Case['row']): Case['row'] {
  return { ...row, never: [...row.never, ...Object.values(MADE_UP)] }
}
