import { barriers } from './barriers.ts'
import { expect, people, test } from './fixtures.ts'
import { accountsOf, larkspur } from './institutions.ts'
import { newVisitor } from './lab-visit.ts'
import { watchViolations } from './violations.ts'

// Colours are judged as they are, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const enterLarkspur = `/auth/authorize?${new URLSearchParams({ institutionId: larkspur, returnTo: accountsOf.larkspur })}`
const oneForAll = { asked: 50, shown: 50, tokenRequests: 1, renewed: 1 }

test('fifty pages on an ended token are one token request, and at the next end again', async ({
  page,
  app,
  sandbox,
}) => {
  test.setTimeout(90_000)
  const violations = await watchViolations(page)
  await page.goto(`${sandbox.url}/lab`)
  await page.getByRole('link', { name: 'The race' }).press('Enter')

  await page.getByRole('button', { name: 'Run the race' }).press('Enter')
  await expect(page).toHaveURL(`${sandbox.url}/lab/race#result`, { timeout: 60_000 })

  const ours = page.getByRole('region', { name: 'The app, really: measured now' })
  const theirs = page.getByRole('region', { name: 'A naive client, simulated' })
  const sentences = [
    [ours, '50 of 50 pages shown, 1 token request'],
    [theirs, '0 of 50 pages shown, 50 token requests'],
  ] as const
  for (const [side, sentence] of sentences) {
    await expect(side.getByRole('img', { name: sentence, exact: true })).toHaveCount(2)
    await expect(side.getByText(sentence, { exact: true })).toHaveCount(2)
  }
  await ours.getByText('Round 1 of the app in words').click()
  await expect(ours.getByRole('cell', { name: '200, shown' })).toHaveCount(50)

  const headers = { accept: 'application/json' }
  const { last } = await (await fetch(`${sandbox.url}/lab/race`, { headers })).json()
  expect(last.app).toEqual([oneForAll, oneForAll])
  const refreshes = (await sandbox.requests()).filter(
    ({ kind, clientId }) => kind === 'token:refresh_token' && clientId === 'foyer',
  )
  expect(refreshes.map(({ status }) => status)).toEqual([200, 200])

  for (const [width, colorScheme] of [
    [375, 'dark'],
    [1280, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    expect(await barriers(page), `${colorScheme}, ${width} px`).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  }
  expect(violations).toEqual([])

  // The tokens of everybody else live as long as ever, those of the same person, too.
  const ben = newVisitor(app.url, sandbox.url, people.ben)
  await ben.go('/auth/authorize')
  await ben.go(enterLarkspur)
  const { institutions } = (await ben.session()) as {
    institutions: { accessTokenExpiresAt: string }[]
  }
  const lives = institutions.map((it) => Date.parse(it.accessTokenExpiresAt) - Date.now())
  expect(lives).toHaveLength(2)
  expect(Math.min(...lives)).toBeGreaterThan(300_000)
})
