import 'server-only'
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { record } from '#lib/events.ts'
import { faultOf, inLimit, type RedisClient, RedisFault, redisClient } from './redis-client.ts'

/** Between tries to connect: doubled each time up to the second, and jittered. */
const shortestPauseMs = 50
const longestPauseMs = 1_000

type Argument = string | Buffer

export type Script = Readonly<{ text: string; sha: string }>

export type RedisConnection = Readonly<{
  /** @throws {RedisFault} when the server cannot be reached, is silent for a second, or refuses */
  send: (...command: readonly Argument[]) => Promise<unknown>
  /** Runs a script: Redis does nothing else meanwhile. */
  run: (script: Script, ...args: readonly Argument[]) => Promise<unknown>
  close: () => void
}>

/**
 * One connection to Redis, for as long as the process lives: it is made at once, and made anew, for ever,
 * when it is lost. A server that does not answer is as lost as one that is not there.
 *
 * Nothing waits for better times. After a loss, commands wait for the first try to connect again, which
 * takes a millisecond where only the connection broke; when it fails, they fail at once until one succeeds.
 */
export function openRedisConnection(url: string): RedisConnection {
  let isClosed = false
  let isLost = false
  let current: RedisClient | null = null
  let connected: Promise<RedisClient>
  connect()

  async function connect(): Promise<void> {
    connected = tryOnce()
    for (let tries = 1; !isClosed; tries += 1) {
      try {
        const client = await (tries === 1 ? connected : tryOnce())
        connected = Promise.resolve(client)
        return
      } catch (error) {
        tellLost(error)
      }
      const pauseMs = Math.min(shortestPauseMs * 2 ** tries, longestPauseMs)
      await wait(pauseMs * (0.5 + Math.random() / 2), undefined, { ref: false })
    }
  }

  async function tryOnce(): Promise<RedisClient> {
    try {
      current = await newClient()
    } catch (error) {
      throw faultOf(error)
    }
    tellBack()
    return current
  }

  async function newClient(): Promise<RedisClient> {
    const client = redisClient(url)
    client.on('error', (error) => lose(client, error))
    const connecting = client.connect()
    try {
      await inLimit(connecting)
      if (isClosed || !client.isReady) throw new RedisFault('closed')
      return client
    } catch (error) {
      client.destroy()
      // Given up, it may connect after all.
      void connecting.then(() => client.destroy()).catch(() => null)
      throw error
    }
  }

  function lose(client: RedisClient, error: unknown): void {
    if (client !== current) return
    current = null
    client.destroy()
    tellLost(error)
    void connect()
  }

  function tellLost(error: unknown): void {
    if (isLost || isClosed) return
    isLost = true
    const { code: reason } = faultOf(error)
    record('store-lost', { reason })
  }

  function tellBack(): void {
    if (isLost) record('store-back')
    isLost = false
  }

  async function send(...command: readonly Argument[]): Promise<unknown> {
    if (isClosed) throw new RedisFault('closed')
    const client = await connected
    try {
      return await inLimit(client.sendCommand(command))
    } catch (error) {
      const fault = faultOf(error)
      // A primary that has become a replica: the address may lead to the new one.
      if (['silent', 'READONLY'].includes(fault.code)) lose(client, fault)
      throw fault
    }
  }

  return {
    send,

    async run({ text, sha }, ...args) {
      try {
        return await send('EVALSHA', sha, '0', ...args)
      } catch (error) {
        if (!(error instanceof RedisFault && error.code === 'NOSCRIPT')) throw error
        return send('EVAL', text, '0', ...args)
      }
    },

    close() {
      isClosed = true
      current?.destroy()
      current = null
    },
  }
}

export function script(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') }
}
