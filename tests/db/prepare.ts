import { prepareFolder } from '../../src/db/prepare.ts'

/** Once for the whole run: every test file's database starts as a copy of the prepared folder. */
export default async function setup(): Promise<void> {
  await prepareFolder()
}
