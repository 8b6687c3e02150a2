import { barriers } from './barriers.ts'
import { answerSandbox, expect, people, test } from './fixtures.ts'
import { accountsOf, larkspur } from './institutions.ts'
import { type Card, cardIds, readLab } from './lab-cards.ts'
import { newVisitor, type Visitor } from './lab-visit.ts'
import { logLines } from './log-lines.ts'
import { watchViolations } from './violations.ts'

// Every card of the fault lab, by its own button and by its own promise.

test.use({ appEnv: { FLOW_INSPECTOR: 'on' } })
// Colours are judged as they are, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const enterLarkspur = `/auth/authorize?${new URLSearchParams({ institutionId: larkspur, returnTo: accountsOf.larkspur })}`
/** The app asks for an issuer's keys once in five seconds at most, whatever it meets. */
const keysCoolDownMs = 5_000
let keysAskedAt = 0

test('the lab has these cards, and no others', async ({ sandbox }) => {
  const { faults, last } = await readLab(sandbox.url)
  expect(faults.map(({ id }) => id)).toEqual(cardIds)
  expect(new Set(faults.map(({ group }) => group)).size).toBe(8)
  expect(last).toBeNull()
})

for (const id of cardIds) {
  test(`${id}: what the card promises is what happens, and a clean sign-in works after it`, async ({
    app,
    sandbox,
  }) => {
    const card = (await readLab(sandbox.url)).faults.find((it) => it.id === id)
    if (!card) throw new Error(`there is no card ${id}`)
    const visitor = newVisitor(app.url, sandbox.url, people.ada)
    await prepare(visitor, card)
    const session = await visitor.session()
    const before = logLines(app).length

    const path = await arm(visitor, card)
    const { where, sees, problem, log } = card.promise
    const shown = await visitor.go(path, { answers: where !== 'sandbox' })
    if (card.group === 'keys') keysAskedAt = Date.now()

    expect(shown.body).toContain(sees)
    const isProblemPage = shown.url.pathname.startsWith('/problem/')
    expect(isProblemPage ? shown.url.pathname : null).toBe(
      where === 'problem' ? `/problem/${problem}` : null,
    )
    expect(shown.url.origin).toBe(where === 'sandbox' ? sandbox.url : app.url)
    if (where === 'page') expect(decodeURIComponent(path)).toContain(shown.url.pathname)
    if (where === 'problem') expect(await visitor.session()).toEqual(session)

    const told = () => logLines(app).slice(before)
    if (log === null) {
      expect(told().filter(({ event }) => event === 'refusal')).toEqual([])
    } else {
      await expect.poll(told).toContainEqual(expect.objectContaining(promised(log)))
    }
    if (log?.event === 'refusal' && where !== 'works') {
      const references = told().flatMap(({ reference }) => reference ?? [])
      expect(references.some((reference) => shown.body.includes(String(reference)))).toBe(true)
    }
    // The inspector of this browser tells the same.
    const flows = await visitor.go('/inspector')
    expect(flows.body).toContain(problem ?? log?.problem ?? 'Sign-in')
    expect((await readLab(sandbox.url)).last).toMatchObject({ id, struckAt: expect.any(String) })

    await visitor.press('<form method="post" action="/lab/reset">')
    expect((await readLab(sandbox.url)).last).toBeNull()
    await cleanSignIn(visitor)
  })
}

/** What a card needs to be there before: somebody signed in, and in an institution. */
async function prepare(visitor: Visitor, { id, when }: Card): Promise<void> {
  if (when !== 'sign-in') await visitor.go('/auth/authorize')
  if (when !== 'sign-in' && when !== 'enter') await visitor.go(enterLarkspur)
  if (id === 'key-rotated') {
    const isOver = () => Date.now() - keysAskedAt > keysCoolDownMs
    await expect.poll(isOver, { intervals: [100] }).toBe(true)
  }
}

/** Presses the card's button, and answers where its status says to go. */
async function arm(visitor: Visitor, { id, title, when, showsAt }: Card): Promise<string> {
  const lab = await visitor.press(
    `<form method="post" action="/lab/arm"><input type="hidden" name="fault" value="${id}">`,
  )
  expect(lab.url.hash).toBe(`#${id}`)
  const [, status = ''] = /role="status">([\s\S]*?)<\/div>/.exec(lab.body) ?? []
  expect(status).toContain(`${when === 'at-once' ? 'Struck' : 'Armed'}: ${title}`)
  const [, href = ''] = /href="([^"]+)"/.exec(status) ?? []
  const { pathname, search } = new URL(href.replaceAll('&amp;', '&'))
  expect(pathname + search).toBe(showsAt)
  return pathname + search
}

async function cleanSignIn(visitor: Visitor): Promise<void> {
  expect((await visitor.go('/auth/authorize')).url.pathname).toBe('/institutions')
  const entered = await visitor.go(enterLarkspur)
  expect(entered.url.pathname).toBe(accountsOf.larkspur)
  expect(entered.body).toContain('Operating')
}

function promised({ reason, ...rest }: NonNullable<Card['promise']['log']>) {
  return reason === undefined ? rest : { ...rest, reason: expect.stringContaining(reason) }
}

test('the lab is for everybody, with the keyboard alone, and leads to where its fault shows', async ({
  page,
  sandbox,
}) => {
  const violations = await watchViolations(page)
  await page.goto(`${sandbox.url}/lab`)

  const button = page.getByRole('button', { name: 'Arm: Nonce of another sign-in' })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${sandbox.url}/lab#nonce-wrong`)
  await expect(page.getByRole('status')).toContainText('Armed: Nonce of another sign-in')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Sign in at Foyer' })).toBeFocused()

  for (const [width, colorScheme] of [
    [375, 'dark'],
    [1280, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    expect(await barriers(page), `${colorScheme}, ${width} px`).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  }

  await page.getByRole('link', { name: 'Sign in at Foyer' }).press('Enter')
  await answerSandbox(page, people.ada)
  await expect(page).toHaveURL(/\/problem\/untrusted-response/)
  await page.goto(`${sandbox.url}/lab`)
  await expect(page.getByRole('status')).toContainText('Struck: Nonce of another sign-in')
  await page.getByRole('button', { name: 'Reset everything' }).press('Enter')
  await expect(page.getByText('Nothing is armed.')).toBeVisible()
  expect(violations).toEqual([])
})
