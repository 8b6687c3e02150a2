import { type Child, startChild } from './child.ts'
import { whenToldToStop } from './told-to-stop.ts'

/** Processes that run together: when one ends, or we are told to stop, all end. */
export function startHousehold() {
  const members: Child[] = []
  let isEnding = false

  async function end(exitCode: number): Promise<void> {
    if (isEnding) return
    isEnding = true
    await Promise.all(members.map((member) => member.stop()))
    process.exit(exitCode)
  }
  whenToldToStop(() => end(0))

  return {
    end,
    /** A process that is to run as long as the others. */
    start(name: string, ...how: Parameters<typeof startChild>): Child {
      const child = startChild(...how)
      members.push(child)
      void child.ended.then(() => {
        if (!isEnding) console.error(`The ${name} has stopped.`)
        void end(1)
      })
      return child
    },
    /** A process that does its work and ends by itself. */
    async run(...how: Parameters<typeof startChild>): Promise<number | null> {
      const child = startChild(...how)
      members.push(child)
      return child.ended
    },
  }
}
