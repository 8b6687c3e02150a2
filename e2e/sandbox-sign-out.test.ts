import { expect, test } from 'vitest'
import { visitSandbox } from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { app, sandbox, newBrowser, arrive, authorize } = visitSandbox()

test('signing out asks first, returns to a registered address only, and ends the session', async () => {
  const browser = newBrowser()
  await authorize(browser, ada)
  const end = (changes: Record<string, string> = {}) => {
    const query = { client_id: 'foyer', post_logout_redirect_uri: app().signedOutUri, state: 's1' }
    const parameters = new URLSearchParams({ ...query, ...changes })
    return browser.open(`${sandbox().issuer}/session/end?${parameters}`)
  }
  const isSignedIn = async () => {
    const { page } = await arrive(browser, ada, { prompt: 'none' })
    return page.url.searchParams.get('error') !== 'login_required'
  }

  const elsewhere = await end({ post_logout_redirect_uri: `${app().signedOutUri}/` })
  expect(elsewhere).toMatchObject({ status: 400 })

  const question = await end()
  expect(question.body).toContain('<h1>Sign out?</h1>')
  expect(await isSignedIn()).toBe(true)

  const stay = await browser.submit(question, {})
  expect(stay.url.href).toBe(`${app().signedOutUri}?state=s1`)
  expect(await isSignedIn()).toBe(true)

  const ended = await browser.submit(await end(), { logout: 'yes' })
  expect(ended.url.href).toBe(`${app().signedOutUri}?state=s1`)
  expect(await isSignedIn()).toBe(false)

  expect((await end()).url.href).toBe(`${app().signedOutUri}?state=s1`)
})

test('a sign-out form without its secret ends nothing', async () => {
  const browser = newBrowser()
  await authorize(browser, ada)
  const question = await browser.open(`${sandbox().issuer}/session/end?client_id=foyer`)
  const forged = { ...question, body: question.body.replace(/name="xsrf" value="\w+"/, '') }
  expect(await browser.submit(forged, { logout: 'yes' })).toMatchObject({ status: 400 })
  const { page } = await arrive(browser, ada, { prompt: 'none' })
  expect(page.url.searchParams.get('error')).toBe(null)
})
