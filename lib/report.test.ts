import { expect, test, vi } from 'vitest'
import { reportMissingScopes } from './report.ts'
import { makeGrant } from './session/testing/make.ts'

const { warn } = vi.hoisted(() => ({ warn: vi.fn() }))
vi.mock('./log.ts', () => ({ log: () => ({ warn }) }))

test('what was asked for and not granted is in the log, by its name and nothing more', () => {
  const grant = makeGrant({ institutionId: 'larkspur', scope: 'openid', accessToken: 'canary' })

  reportMissingScopes('openid offline_access', grant)

  expect(warn.mock.calls.map(([entry]) => entry)).toEqual([
    { event: 'scope-not-granted', institutionId: 'larkspur', missing: ['offline_access'] },
  ])
})

test('a grant with all that was asked for, or more, is nothing to report', () => {
  warn.mockClear()
  reportMissingScopes('openid', makeGrant({ scope: 'email openid' }))
  expect(warn).not.toHaveBeenCalled()
})
