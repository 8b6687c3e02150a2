import { Readable } from 'node:stream'
import { getCloneableBody } from 'next/dist/server/body-streams.js'
import { expect, test, vi } from 'vitest'
import config from '../../next.config.js'
import { readBody, readForm } from './form.ts'

/** What is left of a body behind `proxy.ts`: for that, Next.js reads it to its end and keeps it. */
async function behindProxy(bytes: number): Promise<Buffer> {
  const part = Buffer.alloc(65_536)
  const whole = Array.from({ length: Math.floor(bytes / part.length) }, () => part)
  const sent = Readable.from([...whole, part.subarray(0, bytes % part.length)])
  const limit = config.experimental?.proxyClientMaxBodySize
  const body = getCloneableBody(sent as never, limit as number)
  return Buffer.concat(await body.cloneBodyStream().toArray())
}

const readAgain = (body: Buffer<ArrayBuffer>) =>
  readBody(new Request('https://foyer.test', { method: 'POST', body }))

test('of a body longer than any form little is kept, and enough to see that it is', async () => {
  vi.spyOn(console, 'warn').mockReturnValue()
  const flood = await behindProxy(5_000_000)
  expect(flood.length).toBeLessThan(200_000)
  expect(await readAgain(Buffer.from(flood))).toBeNull()
  expect(await readAgain(Buffer.from(await behindProxy(70_000)))).toBeNull()
  expect(await readAgain(Buffer.from(await behindProxy(16_384)))).toHaveLength(16_384)
})

async function fieldsOf(body: BodyInit, headers?: Record<string, string>) {
  const url = 'https://foyer.test/auth/refresh?institutionId=address&returnTo=%2Fprofile'
  const form = await readForm(
    new Request(url, { method: 'POST', body, ...(headers && { headers }) }),
  )
  return form && Object.fromEntries(form)
}

test('what a form sent goes over what the address says, however it was encoded', async () => {
  const sent = { institutionId: 'sent', returnTo: '/profile' }
  const parts = new FormData()
  parts.set('institutionId', 'sent')
  parts.set('picture', new Blob(['x']))

  expect(await fieldsOf(new URLSearchParams({ institutionId: 'sent' }))).toEqual(sent)
  expect(await fieldsOf(parts)).toEqual(sent)
})

test.each([
  ['nothing', '', {}],
  ['JSON', '{"institutionId":"sent"}', { 'content-type': 'application/json' }],
  ['a form without its end', 'x', { 'content-type': 'multipart/form-data; boundary=b' }],
])('of %s the address alone is left', async (_what, body, headers) => {
  const left = { institutionId: 'address', returnTo: '/profile' }
  expect(await fieldsOf(body, headers)).toEqual(left)
})

test('of a form that is too long nothing is read', async () => {
  expect(await fieldsOf(new URLSearchParams({ name: 'x'.repeat(16_384) }))).toBeNull()
})
