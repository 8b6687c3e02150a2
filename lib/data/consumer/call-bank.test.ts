import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { FlowError } from '#lib/errors.ts'
import { callApi } from '../api.ts'
import { currentGrants, type GrantFacts, type Viewer } from '../viewer.ts'
import { callBank } from './call-bank.ts'

vi.mock('../api.ts', () => ({ callApi: vi.fn() }))
vi.mock('../viewer.ts', () => ({ currentGrants: vi.fn() }))

const viewer = { institutionId: 'marram' } as Viewer
const call = { path: '/accounts', answer: z.unknown() }

beforeEach(() => {
  vi.mocked(callApi).mockRejectedValue(new FlowError('not-permitted', '403', { requestId: 'r-1' }))
  grantedAt('marram', 'openid accounts')
})

test('a refusal for want of a scope that was never granted asks for consent', async () => {
  await expect(callBank(viewer, ['transactions'], call)).rejects.toMatchObject({
    code: 'missing-scope',
    requestId: 'r-1',
  })
})

test('a refusal in spite of the scope is a matter of permission', async () => {
  const refused = callBank(viewer, ['accounts.all', 'accounts'], call)

  await expect(refused).rejects.toMatchObject({ code: 'not-permitted' })
})

test('what another bank granted is of no use here', async () => {
  grantedAt('quince', 'openid accounts')

  await expect(callBank(viewer, ['accounts'], call)).rejects.toMatchObject({
    code: 'missing-scope',
  })
})

test('another failure stays what it is', async () => {
  vi.mocked(callApi).mockRejectedValue(new FlowError('api-unavailable', 'no answer'))

  await expect(callBank(viewer, [], call)).rejects.toMatchObject({ code: 'api-unavailable' })
})

function grantedAt(institutionId: string, scope: string): void {
  vi.mocked(currentGrants).mockResolvedValue([{ institutionId, scope } as GrantFacts])
}
