import { expect, type Locator, type Page } from '@playwright/test'

/** No page has so many stops before anything that is looked for here. */
const mostStops = 60

/** Goes on with one key until the goal has the focus. Wherever that stops, it can be seen. */
export async function goTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await goal.waitFor()
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await goal.evaluate((it) => it === document.activeElement)) return
    await page.keyboard.press(key)
    expect(await page.evaluate(whatHidesTheFocus)).toBeNull()
  }
  throw new Error(`${mostStops} times ${key} do not lead to ${goal}`)
}

/** Goes to something and uses it, as links and buttons are used. */
export async function use(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await goTo(page, goal, key)
  await page.keyboard.press('Enter')
}

/** The page that the router has moved on to: its heading has the focus, or it is still on its way. */
export async function expectArrival(page: Page, title: RegExp): Promise<void> {
  await expect(page).toHaveTitle(title)
  await expect(page.locator('main h1:focus, main:focus')).toBeVisible()
  await expect(page.locator('#__next-route-announcer__')).toHaveText(title)
}

/** Runs in the page. WCAG 2.2, 2.4.7 and 2.4.11. */
function whatHidesTheFocus(): string | null {
  const element = document.activeElement
  if (!element || element === document.body) return 'nothing has the focus'
  const name = `${element.localName} “${element.textContent?.trim().slice(0, 40)}”`
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2)
    return `${name} shows no focus`

  const [box] = element.getClientRects()
  if (!box) return `${name} is nowhere`
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  return element.contains(top) ? null : `${name} is behind ${top?.localName ?? 'the edge'}`
}
