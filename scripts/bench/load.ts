import autocannon from 'autocannon'

/** A page or handler under load: where it is asked, under what name, and as whom, in turn. */
export type Target = Readonly<{
  listensAt: readonly string[]
  host: string
  path: string
  /** `Cookie` headers; one empty one for nobody. */
  cookies: readonly string[]
}>

export type Measured = Readonly<{
  perSecond: number
  medianMs: number
  p99Ms: number
  requests: number
  failures: number
}>

type Amount = Readonly<{ connections: number; seconds?: number; requests?: number }>

/** Asks as fast as it is answered, with so many connections over all instances together. */
export async function load(target: Target, amount: Amount): Promise<Measured> {
  const answered: Answered = { times: [], lastAt: 0 }
  const { listensAt, host, path, cookies } = target
  const share = Math.max(1, Math.floor(amount.connections / listensAt.length))
  const startedAt = performance.now()
  const results = await Promise.all(
    listensAt.map((url) =>
      run(
        {
          url,
          connections: share,
          ...(amount.requests
            ? { amount: Math.ceil(amount.requests / listensAt.length), duration: 600 }
            : { duration: amount.seconds ?? 1 }),
          timeout: 30,
          requests: cookies.map((cookie) => ({
            path,
            headers: { host, ...(cookie && { cookie }) },
          })),
        },
        answered,
      ),
    ),
  )
  // Not until now: autocannon sees only once a second that it is done.
  const seconds = (answered.lastAt - startedAt) / 1000
  const times = answered.times.sort((one, other) => one - other)
  return {
    perSecond: times.length / seconds,
    medianMs: at(times, 0.5),
    p99Ms: at(times, 0.99),
    requests: times.length,
    failures: results.reduce((sum, { non2xx, errors }) => sum + non2xx + errors, 0),
  }
}

type Answered = { times: number[]; lastAt: number }

/** Runs, and keeps the time of each answer: autocannon's own are rounded to milliseconds. */
function run(options: autocannon.Options, answered: Answered): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error, result) => {
      if (error) reject(error)
      else resolve(result)
    })
    instance.on('response', (_client, _status, _bytes, ms) => {
      answered.times.push(ms)
      answered.lastAt = performance.now()
    })
  })
}

/** The value below which this part of a sorted list lies. */
export function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return at(
    [...values].sort((one, other) => one - other),
    0.5,
  )
}
