import type { Finding } from '../findings/finding.ts'
import type { Corpus } from '../signals/corpus.ts'

/**
 * What reads sentences into findings. An engine sees only the corpus, has no tools, keeps no state,
 * and answers with pointers at sentences of this corpus; an unknown id refuses the finding.
 */
export type Engine = {
  name: 'local' | 'openai' | 'langchain'
  version: string
  model: string | null
  read(corpus: Corpus): Promise<Finding[]>
}
