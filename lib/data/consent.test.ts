import { beforeEach, expect, test, vi } from 'vitest'
import { startApp } from '#lib/session/testing/app.ts'
import { makeGrant } from '#lib/session/testing/make.ts'
import { getMissingFeatures } from './consent.ts'
import { currentGrants } from './viewer.ts'

vi.mock('./viewer.ts', () => ({ currentGrants: vi.fn() }))

const read = 'https://jackhenry.com/account-services/accounts.read'
const everything = `openid profile email offline_access ${read}`

beforeEach(() => {
  startApp()
})

async function missingWith(scope: string, changes: { isRenewable?: boolean; clientId?: string }) {
  const { clientId = 'foyer', isRenewable = true } = changes
  const grant = makeGrant({ institutionId: 'larkspur', scope, clientId })
  vi.mocked(currentGrants).mockResolvedValue([{ ...grant, isRenewable }])
  return getMissingFeatures('larkspur')
}

test('who allowed everything misses nothing', async () => {
  expect(await missingWith(everything, {})).toEqual([])
})

test('what was asked for and not granted is told as what does not work', async () => {
  expect(await missingWith('openid', { isRenewable: false })).toEqual([
    expect.stringContaining('stay connected'),
    expect.stringContaining('see accounts'),
  ])
})

test('a server that renews without a scope for it leaves nothing out', async () => {
  expect(await missingWith(`openid ${read}`, {})).toEqual([])
})

test('of a grant that is not there, or of another registration, nothing is said', async () => {
  expect(await missingWith('openid', { clientId: 'an earlier one' })).toEqual([])
  vi.mocked(currentGrants).mockResolvedValue([])
  expect(await getMissingFeatures('larkspur')).toEqual([])
})
