import { type Child, startChild, untilItAnswers } from './child.ts'
import { commandFaults } from './command-faults.ts'
import { words } from './fail.ts'
import { whenToldToStop } from './told-to-stop.ts'

/** Processes that run together: when one ends, or we are told to stop, all end. */
export function startHousehold() {
  const members: Child[] = []
  let ending: Promise<never> | null = null

  function end(exitCode: number): Promise<never> {
    ending ??= Promise.all(members.map((member) => member.stop())).then(() =>
      process.exit(exitCode),
    )
    return ending
  }
  whenToldToStop(() => end(0))

  /** Ends all with a message, unless all are ending anyway. */
  function giveUp(message: string): Promise<never> {
    if (!ending) console.error(message)
    return end(1)
  }

  return {
    end,
    giveUp,
    /** Starts a process that is to run as long as the others, and waits until `url` answers. */
    async start(name: string, url: string, ...how: Parameters<typeof startChild>): Promise<void> {
      const child = startChild(...how)
      members.push(child)
      void child.ended.then(() => giveUp(words(commandFaults['process-stopped'], { name })))
      try {
        await untilItAnswers(url, child)
      } catch (error) {
        const reason = error instanceof Error ? error.message : ''
        await giveUp(words(commandFaults['process-not-started'], { name, reason }))
      }
    },
    /** A process that does its work and ends by itself. */
    async run(...how: Parameters<typeof startChild>): Promise<number | null> {
      const child = startChild(...how)
      members.push(child)
      return child.ended
    },
  }
}

export type Household = ReturnType<typeof startHousehold>
