import { faultOf, inLimit, redisClient } from '../../lib/session/stores/redis-client.ts'
import { isLoopback } from '../../lib/url.ts'
import { type Finding, ok, wrong } from './finding.ts'
import type { WrongId } from './findings.ts'

/** Connects, asks it about itself, and leaves: nothing is written there. */
export async function judgeRedis(url: string): Promise<readonly Finding[]> {
  const where = URL.parse(url)?.host ?? 'Redis'
  try {
    return [...judgeWay(url), ...judgeInfo(where, await askAboutItself(url))]
  } catch (error) {
    return [judgeFault(where, faultOf(error).code)]
  }
}

async function askAboutItself(url: string): Promise<string> {
  const client = redisClient(url).on('error', () => null)
  try {
    await inLimit(client.connect())
    return String(await inLimit(client.sendCommand(['INFO'])))
  } finally {
    client.destroy()
  }
}

type OfRedis = Exclude<
  Extract<WrongId, `redis-${string}`>,
  'redis-unusable' | 'redis-too-old' | 'redis-evicts' | 'redis-without-tls'
>
const faults: Readonly<Record<string, OfRedis>> = {
  ECONNREFUSED: 'redis-closed',
  ENOTFOUND: 'redis-unknown-host',
  EAI_AGAIN: 'redis-unknown-host',
  silent: 'redis-silent',
  closed: 'redis-silent',
  ECONNRESET: 'redis-silent',
  WRONGPASS: 'redis-wrong-password',
  NOAUTH: 'redis-wants-password',
  NOPERM: 'redis-untold',
}

/** @param reason the code of a RedisFault */
export function judgeFault(redis: string, reason: string): Finding {
  const id = faults[reason]
  return id ? wrong(id, { redis }) : wrong('redis-unusable', { redis, reason })
}

/** What may be listened in on between here and there. */
export function judgeWay(url: string): Finding[] {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'rediss:' || isLoopback(hostname)) return []
  return [wrong('redis-without-tls')]
}

/** @param info what INFO answers: lines of `name:value` */
export function judgeInfo(where: string, info: string): Finding[] {
  const said = new Map(info.split('\r\n').map((line) => line.split(/:(.*)/, 2) as [string, string]))
  const version = said.get('valkey_version') ?? said.get('redis_version') ?? ''
  const name = said.has('valkey_version') ? 'Valkey' : 'Redis'

  const faults = [
    ...(Number.parseInt(version, 10) < 7 ? [wrong('redis-too-old', { name, version })] : []),
    ...(said.get('role') === 'slave' ? [wrong('redis-replica', { redis: where })] : []),
    ...(said.get('cluster_enabled') === '1' ? [wrong('redis-cluster', { redis: where })] : []),
  ]
  const policy = said.get('maxmemory_policy') ?? 'noeviction'
  const evicts = policy === 'noeviction' ? [] : [wrong('redis-evicts', { policy })]
  const isFine = ok(`${name} ${version} at ${where} answers`)
  return [...(faults.length > 0 ? faults : [isFine]), ...evicts]
}
