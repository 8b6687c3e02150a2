import { NextRequest } from 'next/server'
import { expect, test, vi } from 'vitest'
import { findViewerOf } from '#lib/data/viewer.ts'
import { GET } from './route.ts'

vi.mock('#lib/data/viewer.ts', () => ({ findViewerOf: vi.fn(async () => null) }))

const ask = (site: string | null) =>
  GET(
    new NextRequest('https://app.test/institutions/marram/updates/t-1', {
      headers: site === null ? {} : { 'sec-fetch-site': site },
    }),
    { params: Promise.resolve({ institutionId: 'marram', taskId: 't-1' }) },
  )

test.each(['same-site', 'cross-site'])(
  'a page of another origin takes no seat, and is asked for no session: %s',
  async (site) => {
    const answer = await ask(site)

    expect(answer.status).toBe(403)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(findViewerOf).not.toHaveBeenCalled()
  },
)

test.each(['same-origin', 'none', null])('a page of ours is heard: %s', async (site) => {
  expect((await ask(site)).status).toBe(401)
})
