import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../lib/errors.ts'
import { problemResponse } from './problem.ts'

/** How many requests a minute: of one person, of sign-ins from one address, of wrong tokens and cookies from one address. */
export type Limits = { person: number; signIn: number; wrong: number }

export const DEFAULT_LIMITS: Limits = { person: 600, signIn: 30, wrong: 300 }

/** Counts one request. A refusal is a whole answer; null: go on. */
export type Count = (what: keyof Limits, who: string) => Promise<Response | null>

/** Counted in this process: several processes on one server each count their own. */
export function counter(limits: Limits | null): Count {
  if (limits === null) return () => Promise.resolve(null)
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: 60 })
  const limiters = { person: limiter(limits.person), signIn: limiter(limits.signIn), wrong: limiter(limits.wrong) }
  return async (what, who) => {
    try {
      await limiters[what].consume(who)
      return null
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
      const refused = problemResponse(
        new AppError('too_many', `too many requests in a minute: try again in ${seconds} s`),
      )
      refused.headers.set('retry-after', String(seconds))
      return refused
    }
  }
}
