import { beforeEach, expect, test, vi } from 'vitest'
import type { Ends, Reading } from './idle-clock.ts'
import { type News, type Reason, type Watch, watchSession } from './idle-watch.ts'
import type { Answer } from './session-requests.ts'

const minute = 60_000
const leadMs = 2 * minute
const longLife = 720 * minute

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  return () => vi.useRealTimers()
})

/** A session at a server, which tabs look at. */
function newServer(idleAt = 20 * minute, absoluteAt = longLife) {
  const server = {
    idleAt,
    isUp: true,
    asked: 0,
    async ask(): Promise<Answer> {
      server.asked += 1
      if (!server.isUp) return 'unknown'
      if (server.idleAt <= Date.now()) return 'ended'
      return { idleAt: server.idleAt, absoluteAt }
    },
    /** Activity. */
    async use(): Promise<void> {
      if (server.isUp) server.idleAt = Math.min(Date.now() + 20 * minute, absoluteAt)
    },
  }
  return server
}

type Server = ReturnType<typeof newServer>
type Tab = { phase: Reading['phase']; left: Reason | null; watch: Watch }

/** Tabs of one browser that show pages made now; each hears what the others tell. */
function openTabs(count: number, server: Server, ends?: Ends): Tab[] {
  const tabs: Tab[] = []
  for (let number = 0; number < count; number++) {
    const tab: Tab = { phase: 'quiet', left: null, watch: null as never }
    const told = (news: News) => {
      for (const other of tabs) if (other !== tab) other.watch.hear(news)
    }
    tab.watch = watchSession(leadMs, ends ?? { idleAt: server.idleAt, absoluteAt: longLife }, {
      ask: server.ask,
      show: ({ phase }) => {
        tab.phase = phase
      },
      leave: (reason) => {
        tab.left = reason
      },
      tell: told,
    })
    tabs.push(tab)
  }
  return tabs
}

function openTab(server: Server, ends?: Ends): Tab {
  const [tab] = openTabs(1, server, ends)
  if (!tab) throw new Error('no tab')
  return tab
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('a tab left alone warns, counts down, and leaves at the end; it asks twice in all', async () => {
  const server = newServer()
  const tab = openTab(server)

  await pass(18 * minute - 1)
  expect(tab.phase).toBe('quiet')
  expect(server.asked).toBe(0)
  await pass(1)
  expect(tab.phase).toBe('warning')
  await pass(2 * minute - 1)
  expect(tab).toMatchObject({ phase: 'warning', left: null })
  await pass(1)
  expect(tab).toMatchObject({ phase: 'over', left: 'idle' })
  expect(server.asked).toBe(2)
})

test('what was moved elsewhere meanwhile is asked for before anything is shown', async () => {
  const server = newServer()
  const tab = openTab(server)
  await pass(10 * minute)
  await server.use()

  await pass(9 * minute)
  expect(tab.phase).toBe('quiet')
  await pass(9 * minute)
  expect(tab.phase).toBe('warning')
})

test('staying in one tab dismisses the warning in all', async () => {
  const server = newServer()
  const tabs = openTabs(3, server)
  await pass(19 * minute)
  expect(tabs.map(({ phase }) => phase)).toEqual(['warning', 'warning', 'warning'])

  expect(await tabs[1]?.watch.stay(server.use)).toBe(true)

  expect(tabs.map(({ phase }) => phase)).toEqual(['quiet', 'quiet', 'quiet'])
  await pass(5 * minute)
  expect(tabs.map(({ left }) => left)).toEqual([null, null, null])
})

test('staying that does not help says so, and the warning stays', async () => {
  const server = newServer()
  const tab = openTab(server)
  await pass(19 * minute)

  expect(await tab.watch.stay(async () => {})).toBe(false)
  expect(tab.phase).toBe('warning')
  server.isUp = false
  expect(await tab.watch.stay(server.use)).toBe(false)
  expect(tab).toMatchObject({ phase: 'warning', left: null })
})

test('staying in a session that is gone leads to the end', async () => {
  const server = newServer()
  const tab = openTab(server)
  await pass(19 * minute)
  server.idleAt = 0

  expect(await tab.watch.stay(async () => {})).toBe(false)
  expect(tab.left).toBe('ended')
})

test('a session that ended in one tab ends in all', async () => {
  const server = newServer()
  const tabs = openTabs(3, server)
  await pass(minute)
  server.idleAt = 0

  tabs[0]?.watch.hear('look')
  await pass(0)

  expect(tabs.map(({ left }) => left)).toEqual(['ended', 'ended', 'ended'])
  expect(tabs.map(({ phase }) => phase)).toEqual(['over', 'over', 'over'])
})

test('an end that comes a little before it was expected is the one that was expected', async () => {
  const server = newServer()
  const tab = openTab(server, { idleAt: 20 * minute + 3_000, absoluteAt: longLife })
  await pass(20 * minute)

  tab.watch.hear('look')
  await pass(0)

  expect(tab.left).toBe('idle')
})

test('coming back to a tab looks at once, though not each time', async () => {
  const server = newServer()
  const tab = openTab(server)
  await pass(minute)
  tab.watch.wake()
  await pass(0)
  tab.watch.wake()
  await pass(9_000)
  tab.watch.wake()
  await pass(0)
  expect(server.asked).toBe(1)

  server.idleAt = 0
  await pass(1_000)
  tab.watch.wake()
  await pass(0)
  expect(tab.left).toBe('ended')
})

test('after a long sleep, what was shown is hidden before anybody is asked', async () => {
  const server = newServer()
  const tab = openTab(server)
  vi.setSystemTime(300 * minute)

  tab.watch.wake()

  expect(tab).toMatchObject({ phase: 'over', left: null })
  await pass(0)
  expect(tab.left).toBe('idle')
})

test('by its own clock nothing ends: a page restored late shows itself if the session lives', async () => {
  const server = newServer()
  const tab = openTab(server, { idleAt: minute, absoluteAt: longLife })

  await pass(minute)

  expect(tab).toMatchObject({ phase: 'quiet', left: null })
})

test('while nobody answers, the warning is shown in time, and what is over stays hidden', async () => {
  const server = newServer()
  const tab = openTab(server)
  server.isUp = false
  await pass(18 * minute)
  expect(tab.phase).toBe('warning')

  await pass(3 * minute)
  expect(tab).toMatchObject({ phase: 'over', left: null })

  server.isUp = true
  await pass(5_000)
  expect(tab.left).toBe('idle')
})

test('the absolute end is told apart, and staying does not move it', async () => {
  const server = newServer(20 * minute, 20 * minute)
  const tab = openTab(server, { idleAt: 20 * minute, absoluteAt: 20 * minute })
  await pass(20 * minute)
  expect(tab.left).toBe('absolute')
})

test('a watch that was stopped does nothing more', async () => {
  const server = newServer()
  const tab = openTab(server)
  tab.watch.stop()
  await pass(60 * minute)
  tab.watch.wake()
  expect(tab).toMatchObject({ phase: 'quiet', left: null })
  expect(server.asked).toBe(0)
})
