import { beforeEach, expect, test, vi } from 'vitest'
import { record } from './events.ts'
import { reportMissingScopes } from './report.ts'
import { makeGrant } from './session/testing/make.ts'

vi.mock('./events.ts', { spy: true })
vi.mock('./log.ts', () => ({ log: () => ({ warn: () => {} }) }))

beforeEach(() => {
  vi.mocked(record).mockClear()
})

test('what was asked for and not granted is in the log, by its name and nothing more', () => {
  const grant = makeGrant({ institutionId: 'larkspur', scope: 'openid', accessToken: 'canary' })

  reportMissingScopes('openid offline_access', grant)

  expect(vi.mocked(record).mock.calls).toEqual([
    ['scope-not-granted', { institutionId: 'larkspur', missing: ['offline_access'] }],
  ])
})

test('a grant with all that was asked for, or more, is nothing to report', () => {
  reportMissingScopes('openid', makeGrant({ scope: 'email openid' }))
  expect(record).not.toHaveBeenCalled()
})
