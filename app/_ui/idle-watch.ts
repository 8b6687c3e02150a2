import { type Ends, type Reading, readClock } from './idle-clock.ts'
import type { Answer } from './session-requests.ts'

/** Why a session is over: nobody was there, it has lived as long as it may, or somebody ended it. */
export type Reason = 'idle' | 'absolute' | 'ended'

type World = Readonly<{
  ask: () => Promise<Answer>
  /** Shows what is to be seen now. What is over must not be seen at all. */
  show: (reading: Reading) => void
  /** Goes where the end is explained. */
  leave: (reason: Reason) => void
  /** Tells the other tabs of this browser. */
  tell: (news: News) => void
}>

/** What one tab tells the others: that the session goes on, or that it may have ended. */
export type News = Ends | 'look'

const patienceMs = 5_000
const oftenEnoughMs = 10_000
/** We may know an end too late: the server tells whole seconds, and an answer is on its way for some. */
const knownLateByMs = 5_000

/**
 * Watches over one session from one tab. The clock of a browser only says when to look: before a warning
 * is shown, and before anything ends, the server is asked, because another tab may have moved the end.
 */
export function watchSession(leadMs: number, first: Ends, { ask, show, leave, tell }: World) {
  let ends = first
  /** The ends that the server confirmed, or could not be asked about. */
  let confirmed: Ends | null = null
  let asking: Promise<void> | null = null
  let askedAt = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  const read = () => readClock(ends, leadMs, Date.now())
  const soon = (run: () => void, ms: number) => {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(run, ms)
  }

  function tick(): void {
    if (isStopped) return
    const reading = read()
    // What is over is hidden at once, before anybody is asked.
    if (reading.phase === 'over' || reading.phase === 'quiet' || ends === confirmed) show(reading)
    if (reading.phase === 'over' || (reading.phase === 'warning' && ends !== confirmed)) void look()
    else soon(tick, reading.againInMs)
  }

  function look(): Promise<void> {
    asking ??= lookOnce().finally(() => {
      asking = null
    })
    return asking
  }

  async function lookOnce(): Promise<void> {
    if (isStopped) return
    clearTimeout(timer)
    const answer = await ask()
    askedAt = Date.now()
    if (isStopped) return
    if (answer === 'ended') return end()

    if (answer !== 'unknown') ends = answer
    confirmed = ends
    // Nobody answers, and by our clock it is over: what is hidden stays hidden until somebody does.
    if (read().phase === 'over') soon(look, patienceMs)
    else tick()
  }

  function end(): void {
    const reading = read()
    const { leftMs, isFinal } = reading
    stop()
    tell('look')
    show({ ...reading, phase: 'over' })
    if (leftMs > knownLateByMs) leave('ended')
    else leave(isFinal ? 'absolute' : 'idle')
  }

  function stop(): void {
    isStopped = true
    clearTimeout(timer)
  }

  tick()
  tell(first)

  return {
    stop,

    /** The clock may have gone on while nothing ran, and other tabs may have done something. */
    wake(): void {
      tick()
      if (Date.now() - askedAt >= oftenEnoughMs) void look()
    },

    hear(news: News): void {
      if (news === 'look') void look()
      else if (news.idleAt > ends.idleAt || news.absoluteAt > ends.absoluteAt) {
        ends = news
        tick()
      }
    },

    /** @returns whether it helped, which only the session itself can say */
    async stay(request: () => Promise<void>): Promise<boolean> {
      await request()
      // An answer on its way may be older than the request.
      await asking
      await look()
      const { phase, isFinal } = read()
      const isStaying = !isStopped && (phase === 'quiet' || isFinal)
      if (isStaying) tell(ends)
      return isStaying
    },
  }
}

export type Watch = ReturnType<typeof watchSession>
