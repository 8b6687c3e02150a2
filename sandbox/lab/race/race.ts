import type { Lab } from '../lab.ts'
import { raceTheApp } from './app-race.ts'
import { raceNaively } from './naive-race.ts'
import type { Round } from './round.ts'
import { RaceStopped } from './stopped.ts'
import { TokenRequests } from './token-requests.ts'

/** All of it is over by then, one way or the other. */
const longestMs = 30_000

/** What the last race brought; the app's side may have stopped on the way. */
export type Result = Readonly<{
  /** Epoch milliseconds. */
  at: number
  app: readonly Round[] | RaceStopped
  naive: readonly Round[]
}>

/** Runs one race at a time: who asks while one is under way gets that one. */
export class Race {
  readonly #lab: Lab
  readonly #tokenRequests: TokenRequests
  #running: Promise<void> | null = null
  #last: Result | null = null

  constructor(lab: Lab) {
    this.#lab = lab
    this.#tokenRequests = new TokenRequests(lab.provider)
  }

  get last(): Result | null {
    return this.#last
  }

  run(): Promise<void> {
    this.#running ??= this.#race().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #race(): Promise<void> {
    const signal = AbortSignal.timeout(longestMs)
    const app = await raceTheApp(this.#lab, this.#tokenRequests, signal).catch(stopped)
    const naive = await raceNaively(this.#lab, this.#tokenRequests, AbortSignal.timeout(longestMs))
    this.#last = { at: Date.now(), app, naive }
  }
}

function stopped(error: unknown): RaceStopped {
  if (error instanceof RaceStopped) return error
  if (error instanceof Error && error.name === 'AbortError') {
    return new RaceStopped(
      'Wait for the token to end',
      'It took too long.',
      'Run the race once more, when this machine is less busy.',
    )
  }
  throw error
}
