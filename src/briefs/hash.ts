import { hashOf } from '../lib/json.ts'
import type { Brief } from './brief.ts'

/**
 * What an approval of a brief is an approval of: sha256 over its canonical JSON without `id`, `revision`,
 * `contentHash`, `rejected` and `usage` (DESIGN R1). The same words at another revision have the same hash.
 */
export function contentHashOf(brief: Brief): string {
  const { id: _id, revision: _revision, contentHash: _hash, rejected: _rejected, usage: _usage, ...content } = brief
  return hashOf(content)
}
