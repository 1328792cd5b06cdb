import type { Queue } from 'pg-boss'

/**
 * Every background job by name, with how often it is tried. A handler runs at least once for each job and must be safe
 * to run again: what may happen once only is guarded by its own state, never by the queue.
 */
export const QUEUES = {
  deliver: { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 300 },
  'open-acceptance': { retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 300 },
  redraft: { retryLimit: 5, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 300 },
  retention: { retryLimit: 5, retryDelay: 600, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 3600 },
  'take-back': { retryLimit: 20, retryDelay: 60, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 300 },
} satisfies Record<string, Omit<Queue, 'name'>>

export type QueueName = keyof typeof QUEUES
