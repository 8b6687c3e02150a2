import { FlowError } from '#lib/errors.ts'
import { keepLast } from '#lib/keep-last.ts'
import { processState } from '#lib/process-state.ts'
import { reportProblem } from '#lib/report.ts'

/**
 * An office of five hundred behind one address signs in at nine, and each of them enters an institution:
 * a thousand beginnings, and a thousand ends, counted apart.
 */
const burst = 1_000
const perSecond = 10
/** Addresses remembered; who was quiet for longest is forgotten first, and begins anew. */
const mostKept = 10_000
/** A flood is told once in a while, not with every drop. */
const tellEveryMs = 60_000

type Bucket = { left: number; at: number; told: { page: string; at: number } | null }

/** Counts what one address tries, in this process: so many at once, then so many a second. */
export class Attempts {
  readonly #buckets = new Map<string, Bucket>()

  get size(): number {
    return this.#buckets.size
  }

  /**
   * Counts one more.
   *
   * @param what the step, and who takes it
   * @returns the page that says that there were too many, or null
   */
  count(what: string, now = Date.now()): string | null {
    const bucket = this.#bucketFor(what, now)
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    if (bucket.left >= 1) {
      bucket.left -= 1
      return null
    }
    if (bucket.told === null || now - bucket.told.at >= tellEveryMs) {
      const error = new FlowError('too-many-attempts', 'too many attempts from one address')
      bucket.told = { page: reportProblem(error), at: now }
    }
    return bucket.told.page
  }

  /** The last one shall not have counted. */
  takeBack(what: string): void {
    const bucket = this.#buckets.get(what)
    if (bucket) bucket.left = Math.min(burst, bucket.left + 1)
  }

  #bucketFor(what: string, now: number): Bucket {
    const bucket = this.#buckets.get(what) ?? { left: burst, at: now, told: null }
    return keepLast(this.#buckets, what, bucket, mostKept)
  }
}

/** Those of this process. */
export const attempts = () => processState('attempts', () => new Attempts())
