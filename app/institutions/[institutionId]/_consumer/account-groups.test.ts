import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { callBank } from '#lib/data/consumer/call-bank.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { AccountGroups } from './account-groups.tsx'

vi.mock('#lib/data/consumer/call-bank.ts', () => ({ callBank: vi.fn() }))

/** The words of the page, for who has so many accounts of each of two types. */
async function wordsFor(count: number): Promise<string> {
  const accounts = ['Deposit', 'Debt'].flatMap((accountType) =>
    Array.from({ length: count }, (_, at) => {
      const id = `${accountType}-${at}`
      return { id, name: `Account ${id}`, accountType, balance: '1.00' }
    }),
  )
  vi.mocked(callBank).mockImplementation(async (_viewer, _scopes, { answer }) =>
    answer.parse({ accounts }),
  )
  const page = await AccountGroups({
    viewer: { subject: 'ada' } as Viewer,
    institutionId: 'marram',
  })
  return renderToStaticMarkup(page)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

test('a list that is shown whole says nothing of the kind', async () => {
  const words = await wordsFor(250)

  expect(words).toContain('All accounts together')
  expect(words).not.toContain('shown')
})

test('a list that is too long is cut, and that is said, of every total too', async () => {
  const words = await wordsFor(251)

  expect(words.match(/Account (Deposit|Debt)-\d/g)).toHaveLength(500)
  expect(words).toContain('500 of your 502 accounts are shown')
  expect(words).toContain('Accounts shown here, together')
  expect(words).not.toContain('All accounts together')
  expect(words.match(/Total of the accounts shown/g)).toHaveLength(2)
})
