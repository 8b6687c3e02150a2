import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { projectFolder } from './project-folder.ts'

// A little longer than the app takes to let running requests end.
const patienceMs = 12_000
const readyWithinMs = 60_000

/** The environment of a process. */
export type Variables = Readonly<Record<string, string | undefined>>

/** A process of ours, and how to end it. */
export type Child = Readonly<{
  process: ChildProcess
  /** Its exit code, when it has ended and its output was read; null when a signal ended it. */
  ended: Promise<number | null>
  /** Asks it to end, insists after a while, and waits until it is gone; answers its exit code. */
  stop: () => Promise<number | null>
}>

/** Starts a script of the project, or a tool's, with this Node.js and exactly this environment. */
export function startChild(
  script: readonly [path: string, ...args: string[]],
  env: Variables,
  stdio: StdioOptions = 'inherit',
  cwd: string = projectFolder,
): Child {
  const child = spawn(process.execPath, script, {
    cwd,
    env: { NEXT_TELEMETRY_DISABLED: '1', ...(env as NodeJS.ProcessEnv) },
    stdio,
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve)
    child.once('error', () => resolve(null))
  })

  async function stop(): Promise<number | null> {
    child.kill('SIGTERM')
    const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    const exitCode = await ended
    clearTimeout(insist)
    return exitCode
  }
  return { process: child, ended, stop }
}

/** Waits until an address of the child answers with success; throws when the child ends first. */
export async function untilItAnswers(url: string, child: Child): Promise<void> {
  const endsAt = Date.now() + readyWithinMs
  const gone = child.ended.then(() => true)

  while (Date.now() < endsAt) {
    if (await isAnswered(url)) return
    if (await Promise.race([gone, wait(100, false)])) throw new Error('the process has ended')
  }
  throw new Error(`${url} does not answer`)
}

async function isAnswered(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
