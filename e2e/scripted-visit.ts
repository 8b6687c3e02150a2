import { expect } from '@playwright/test'
import { type Browser, newBrowser } from './browser-client.ts'
import type { RunningProfile } from './scripted-profiles.ts'

export const pageOf = (institutionId: string) => `/institutions/${institutionId}/accounts`

/** The link that begins an institution's flow and leads to its accounts. */
export function linkTo(institutionId: string): string {
  return `/auth/authorize?${new URLSearchParams({ institutionId, returnTo: pageOf(institutionId) })}`
}

/** Somebody who is in Juniper Credit Union, and what `/auth/session` says of that. */
export async function inJuniper(world: RunningProfile) {
  world.reset()
  const browser = newBrowser(world.app.url)
  if (world.profile !== 'consumer') await browser.open('/auth/authorize')
  await browser.open(linkTo('juniper'))
  const before = await sessionOf(browser)
  expect(institutionsIn(before)).toContain('juniper')
  world.reset()
  return { browser, before }
}

/** What `/auth/session` answers, byte for byte. */
export async function sessionOf(browser: Browser): Promise<string> {
  return (await browser.request('/auth/session', { headers: { accept: '*/*' } })).body
}

export function institutionsIn(session: string): string[] {
  return grantsIn(session).map(({ institutionId }) => institutionId)
}

type Shown = Readonly<{ institutionId: string; accessTokenExpiresAt: string }>

/** The grants as `/auth/session` shows them. */
export function grantsIn(session: string): readonly Shown[] {
  return (JSON.parse(session) as { institutions?: Shown[] }).institutions ?? []
}

/** Waits until the access token of an institution has ended. */
export async function untilItEnds(browser: Browser, institutionId: string): Promise<void> {
  const grant = grantsIn(await sessionOf(browser)).find((it) => it.institutionId === institutionId)
  const endsAt = Date.parse(grant?.accessTokenExpiresAt ?? '')
  await expect.poll(() => Date.now(), { intervals: [50] }).toBeGreaterThan(endsAt)
}

/** Begins an institution's flow, and answers where its issuer sends the browser, which waits there. */
export async function answerTo(browser: Browser, institutionId: string): Promise<string> {
  const start = await browser.request(linkTo(institutionId))
  return (await browser.request(start.location)).location
}

/** The names of the cookies of pending sign-ins. */
export function pendingIn({ jar }: Browser): string[] {
  return [...jar.keys()].filter((name) => name.startsWith('signin-'))
}

/**
 * A flow for Larkspur Bank ended with this problem, and nothing came of it: the session is what it was.
 *
 * @param pending how many other sign-ins this browser has begun
 */
export async function expectRefusal(
  world: RunningProfile,
  browser: Browser,
  {
    url,
    code,
    before,
    pending = 0,
  }: { url: string; code: string; before: string; pending?: number },
): Promise<void> {
  expect(new URL(url).pathname).toBe(`/problem/${code}`)
  expect(await sessionOf(browser)).toBe(before)
  expect(pendingIn(browser)).toHaveLength(pending)
  await expectNothingShown(world, browser)
}

/** The page of Larkspur Bank asks for a sign-in and shows nobody's accounts; no API was asked for any. */
export async function expectNothingShown(
  { app, ours, other }: RunningProfile,
  browser: Browser,
): Promise<void> {
  const page = await browser.request(pageOf('larkspur'))
  expect(new URL(page.location, app.url).pathname).toBe('/auth/authorize')
  expect(page.body).not.toContain('-at-')
  const asked = [...ours.calls, ...other.calls].map(({ path }) => path)
  expect(asked.filter((path) => path.startsWith('/api/larkspur/'))).toEqual([])
}
