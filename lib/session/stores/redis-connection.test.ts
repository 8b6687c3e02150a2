import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Gate, startGate } from '#lib/testing/tcp-gate.ts'
import { freePort } from '../../../scripts/port.ts'
import { redisForTests, whyNoRedis } from '../../../scripts/redis-server.ts'
import { openRedisConnection, type RedisConnection, script } from './redis-connection.ts'

const [warn, info] = vi.hoisted(() => [vi.fn(), vi.fn()])
vi.mock('#lib/log.ts', () => ({ log: () => ({ warn, info }) }))

const redis = await redisForTests()
const server = new URL(redis?.url ?? 'redis://none')
afterAll(() => redis?.stop())
beforeEach(() => vi.clearAllMocks())

/** One that leads through a gate. */
async function openThroughGate(): Promise<{ gate: Gate; connection: RedisConnection }> {
  const gate = await startGate(Number(server.port || 6379), server.hostname)
  const url = new URL(server)
  url.hostname = '127.0.0.1'
  url.port = String(gate.port)
  const connection = open(url.href)
  onTestFinished(gate.close)
  return { gate, connection }
}

function open(url: string): RedisConnection {
  const connection = openRedisConnection(url)
  onTestFinished(connection.close)
  return connection
}

const ping = (connection: RedisConnection) => connection.send('PING').then(String)
const answersAgain = (connection: RedisConnection) =>
  vi.waitFor(() => ping(connection), { timeout: 5_000, interval: 20 })

async function msOf(work: Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work
  return performance.now() - began
}

test('where nothing listens, commands fail at once, and it is said once', async () => {
  const connection = open(`redis://127.0.0.1:${await freePort()}`)

  const refused = expect.objectContaining({ name: 'RedisFault', code: 'ECONNREFUSED' })
  await expect(ping(connection)).rejects.toEqual(refused)
  for (let turn = 0; turn < 5; turn += 1) {
    expect(await msOf(ping(connection).catch(() => null))).toBeLessThan(500)
  }

  expect(warn).toHaveBeenCalledExactlyOnceWith(
    { event: 'store-lost', reason: 'ECONNREFUSED' },
    expect.any(String),
  )
})

test('however often connecting fails, it is said once', async () => {
  let tries = 0
  const refusing = createServer((socket) => {
    tries += 1
    socket.destroy()
  })
  await once(refusing.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void refusing.close())

  open(`redis://127.0.0.1:${(refusing.address() as AddressInfo).port}`)
  await vi.waitFor(() => expect(tries).toBe(4), 5_000)

  expect(warn).toHaveBeenCalledOnce()
  expect(info).not.toHaveBeenCalled()
})

test('an address that makes no sense is a fault like any other', async () => {
  const connection = open('redis://127.0.0.1/no-number')
  await expect(ping(connection)).rejects.toMatchObject({ name: 'RedisFault' })
})

describe.skipIf(!redis)('with a server', () => {
  test('a connection that breaks is made anew before anybody notices', async () => {
    const { gate, connection } = await openThroughGate()
    await ping(connection)

    for (let turn = 0; turn < 3; turn += 1) {
      gate.cut()
      await vi.waitFor(() => expect(info).toHaveBeenCalledTimes(turn + 1))
      expect(await ping(connection)).toBe('PONG')
    }

    expect(warn).toHaveBeenCalledTimes(3)
  })

  test('a server that went and came back is found, and both are said once', async () => {
    const { gate, connection } = await openThroughGate()
    await ping(connection)

    gate.shut()
    await expect.poll(() => ping(connection).catch(({ name }) => name)).toBe('RedisFault')
    await expect.poll(() => warn.mock.calls.length).toBe(1)
    gate.open()

    expect(await answersAgain(connection)).toBe('PONG')
    expect(warn).toHaveBeenCalledTimes(1)
    expect(info).toHaveBeenCalledExactlyOnceWith({ event: 'store-back' }, expect.any(String))
  })

  test('a silent server is given up after a second, and found when it speaks again', async () => {
    const { gate, connection } = await openThroughGate()
    await ping(connection)

    gate.silence()
    const asked = [ping(connection), ping(connection)]
    const failed = Promise.all(
      asked.map((one) => expect(one).rejects.toMatchObject({ name: 'RedisFault' })),
    )
    expect(await msOf(failed)).toBeLessThan(2_000)
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      { event: 'store-lost', reason: 'silent' },
      expect.any(String),
    )
    // The new connection is taken, and silent as well: who asks now waits for no more than that.
    expect(await msOf(ping(connection).catch(() => null))).toBeLessThan(2_000)
    expect(await msOf(ping(connection).catch(() => null))).toBeLessThan(500)

    gate.open()
    expect(await answersAgain(connection)).toBe('PONG')
  })

  test('a process that was busy for long itself takes nobody for silent', async () => {
    const connection = open(server.href)
    await ping(connection)

    const answer = ping(connection)
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      const until = Date.now() + 700
      while (Date.now() < until);
    }

    expect(await answer).toBe('PONG')
  })

  test('a wrong password is told by its name, and neither it nor the address is', async () => {
    const url = new URL(server)
    Object.assign(url, { username: 'somebody', password: 'hunter-of-secrets' })
    const fault = await ping(open(url.href)).catch((error) => error)

    expect(fault).toMatchObject({ code: 'WRONGPASS' })
    const told = `${fault.stack} ${fault.cause} ${JSON.stringify([fault, warn.mock.calls])}`
    expect(told).not.toMatch(/hunter|somebody/)
    expect(told).not.toContain(server.host)
  })

  test('a server that forgot the scripts is told them again', async () => {
    const { connection } = await openThroughGate()
    const sum = script('return tonumber(ARGV[1]) + 1')
    expect(await connection.run(sum, '1')).toBe(2)
    await connection.send('SCRIPT', 'FLUSH')
    expect(await connection.run(sum, '2')).toBe(3)
  })

  test('a primary that has become a replica is left, and the address asked again', async () => {
    const connection = open(server.href)
    const left = await connection.send('CLIENT', 'ID')

    const asReplica = "return redis.error_reply('READONLY You can not write here')"
    await expect(connection.send('EVAL', asReplica, '0')).rejects.toMatchObject({
      code: 'READONLY',
    })
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      { event: 'store-lost', reason: 'READONLY' },
      expect.any(String),
    )

    expect(await connection.send('CLIENT', 'ID')).not.toBe(left)
    expect(info).toHaveBeenCalledOnce()
    const goesOn = () => connection.send('CLIENT', 'LIST', 'ID', String(left)).then(String)
    await vi.waitFor(async () => expect(await goesOn()).toBe(''), 5_000)
  })

  test('what a server refuses otherwise costs no connection', async () => {
    const connection = open(server.href)
    const before = await connection.send('CLIENT', 'ID')

    await expect(connection.send('NONSENSE')).rejects.toMatchObject({ code: 'ERR' })

    expect(await connection.send('CLIENT', 'ID')).toBe(before)
    expect(warn).not.toHaveBeenCalled()
  })

  test('a connection that is closed while it is made answers nobody', async () => {
    const connection = open(server.href)
    const asked = ping(connection)
    connection.close()

    await expect(asked).rejects.toMatchObject({ code: 'closed' })
    expect(warn).not.toHaveBeenCalled()
  })

  test('a connection that was closed stays so, and says nothing', async () => {
    const { gate, connection } = await openThroughGate()
    await ping(connection)
    connection.close()
    gate.cut()

    await expect(ping(connection)).rejects.toMatchObject({ code: 'closed' })
    expect(warn).not.toHaveBeenCalled()
  })
})

if (!redis) test.skip(whyNoRedis, () => {})
