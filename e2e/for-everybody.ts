import { expect, type Page, test } from '@playwright/test'
import { barriers, narrow } from './barriers.ts'
import { watchViolations } from './violations.ts'

const wide = { width: 1280, height: 900 }
/** What is left of that for somebody who enlarges a page to twice its size. */
const enlarged = { width: wide.width / 2, height: wide.height / 2 }

/** How to come to a state of a page, and a heading that tells it is there. */
export type State = readonly [heading: string | RegExp, show: () => Promise<unknown>]

/** Looks at one state after another in one browser, none of which breaks the policy of its page. */
export async function expectAllForEverybody(page: Page, states: Readonly<Record<string, State>>) {
  const violations = await watchViolations(page)
  for (const [title, [heading, show]] of Object.entries(states)) {
    await test.step(title, async () => {
      await show()
      await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()
      await expectForEverybody(page)
    })
  }
  expect(violations).toEqual([])
}

/**
 * A page as it stands: no barriers in light and in dark; and nothing is cut off or has to be scrolled for
 * sideways, twice as large, on a narrow screen, and there with the letters of who needs them far apart.
 */
async function expectForEverybody(page: Page): Promise<void> {
  await page.setViewportSize(wide)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await barriers(page), 'light').toEqual([])
  await page.setViewportSize(enlarged)
  expect(await page.evaluate(cutOff), 'twice as large').toEqual([])

  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(narrow)
  expect(await barriers(page), 'dark and narrow').toEqual([])
  expect(await page.evaluate(cutOff), 'narrow').toEqual([])
  await page.evaluate(spaceLetters, true)
  expect(await page.evaluate(cutOff), 'narrow, letters far apart').toEqual([])
  await page.evaluate(spaceLetters, false)
  await page.setViewportSize(wide)
}

/** Runs in the page: what does not fit, but what scrolls by itself, or is not for the eye. */
function cutOff(): string[] {
  const name = (element: Element) =>
    `${element.localName} “${element.textContent?.trim().slice(0, 40)}”`
  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && element.closest('.sr-only, input, select, svg *') === null
  }
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) ||
      scrolls(element.parentElement))

  const { scrollWidth } = document.documentElement
  const found = scrollWidth > innerWidth ? [`the page is ${scrollWidth} wide`] : []
  for (const element of document.body.querySelectorAll('*')) {
    if (!isSeen(element) || scrolls(element)) continue
    const { overflowX, overflowY } = getComputedStyle(element)
    const { left, right } = element.getBoundingClientRect()
    const isHiding =
      (['hidden', 'clip'].includes(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (['hidden', 'clip'].includes(overflowY) && element.scrollHeight > element.clientHeight + 1)
    if (isHiding) found.push(`${name(element)} hides a part of it`)
    if (left < -1 || right > innerWidth + 1) found.push(`${name(element)} stands outside`)
  }
  return found
}

/** Runs in the page: WCAG 2.2, 1.4.12. A sheet of this kind needs no leave of the page's policy. */
function spaceLetters(areFarApart: boolean): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
  )
  document.adoptedStyleSheets = areFarApart ? [sheet] : []
}
