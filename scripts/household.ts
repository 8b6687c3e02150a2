import { type Child, startChild, untilItAnswers } from './child.ts'
import { commandFaults } from './command-faults.ts'
import { words } from './fail.ts'
import { whenToldToStop } from './told-to-stop.ts'

/**
 * Processes that run together: when one ends, or we are told to stop, all end.
 *
 * @param whenStopped our exit code when we are told to stop: 0 for what runs until then, 130 for what was not done
 */
export function startHousehold(whenStopped: 0 | 130 = 0) {
  const members: Child[] = []
  let ending: Promise<never> | null = null

  function end(exitCode: number): Promise<never> {
    ending ??= Promise.all(members.map((member) => member.stop())).then(() =>
      process.exit(exitCode),
    )
    return ending
  }
  whenToldToStop(() => end(whenStopped))

  /** Nobody joins while all are ending: who comes too late would be left behind. */
  async function join(...how: Parameters<typeof startChild>): Promise<Child> {
    if (ending) return ending
    const child = startChild(...how)
    members.push(child)
    return child
  }

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
      const child = await join(...how)
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
      const child = await join(...how)
      return child.ended
    },
  }
}

export type Household = ReturnType<typeof startHousehold>
