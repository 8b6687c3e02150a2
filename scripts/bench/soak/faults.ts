import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@redis/client'
import type { App, World } from '../world.ts'

type Place = Readonly<{ world: World; app: App }>

/** Something that goes wrong for a while, and is put right again before `happen` answers. */
export type Fault = Readonly<{ name: string; happen: (place: Place) => Promise<void> }>

const lastsMs = 2_000

/** All that happen, in this order; those of Redis only where there is one. */
export function faultsOf({ redisUrl }: World): readonly Fault[] {
  return redisUrl ? [...always, ...ofRedis(redisUrl)] : always
}

const always: readonly Fault[] = [
  { name: 'the API answers 500', happen: ({ world }) => behaving(world, { api: 'failing' }) },
  {
    name: 'the key rotates',
    happen: async ({ world }) => void (await world.server({ rotateKey: true })),
  },
  { name: 'the API is slow', happen: ({ world }) => behaving(world, { api: 'slow' }) },
  { name: 'an instance restarts', happen: ({ app }) => app.restart(1) },
  { name: 'the API resets', happen: ({ world }) => behaving(world, { api: 'resetting' }) },
  { name: 'the issuer is down', happen: ({ world }) => behaving(world, { issuer: 'resetting' }) },
]

function ofRedis(url: string): readonly Fault[] {
  return [
    {
      name: 'Redis is silent',
      happen: async () => {
        await order(url, ['CLIENT', 'PAUSE', String(lastsMs), 'ALL'])
        await wait(lastsMs)
      },
    },
    {
      name: 'Redis drops its connections',
      happen: async () => order(url, ['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']),
    },
  ]
}

async function behaving(world: World, orders: Readonly<Record<string, string>>): Promise<void> {
  await world.server(orders)
  await wait(lastsMs)
  await world.server({ api: 'well', issuer: 'well' })
}

async function order(url: string, command: string[]): Promise<void> {
  const client = createClient({ url })
  client.on('error', () => null)
  await client.connect()
  await client.sendCommand(command)
  client.destroy()
}
