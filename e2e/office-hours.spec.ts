import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { projectFolder } from '../scripts/project-folder.ts'
import { expect, test } from './fixtures.ts'

// Does what docs/office-hours.md says, and sees what it says is to be seen.

test.use({ appEnv: { FLOW_INSPECTOR: 'on' }, viewport: { width: 1280, height: 800 } })
test.setTimeout(240_000)
// The race alone takes its time, on a machine that does much else.
const patienceMs = 60_000

type Act =
  | Readonly<{ does: 'go to tab' | 'open' | 'click' | 'press' | 'see'; what: string }>
  | Readonly<{ does: 'type'; what: string; into: string }>

const document = readFileSync(join(projectFolder, 'docs/office-hours.md'), 'utf8')

/** The numbered steps of a section, each without the remarks below it. */
function stepsOf(section: string): string[] {
  const [, text = ''] = document.split(`## ${section}\n`)
  const [own = ''] = text.split('\n## ')
  return own
    .split(/^(?=\d+\. )/m)
    .slice(1)
    .map((step) => (step.split(/\n {3}- /)[0] ?? '').replace(/\s+/g, ' ').trim())
}

function actsOf(step: string): Act[] {
  const marks =
    /(?<!\*)\*(?<tab>\w+)\*:|\b[Oo]pen `(?<open>[^`]+)`|`(?<type>[^`]+)` into \*\*(?<into>[^*]+)\*\*|\*\*(?<click>[^*]+)\*\*|<kbd>(?<press>[^<]+)<\/kbd>|"(?<see>[^"]+)"/g
  return [...step.matchAll(marks)].map(({ groups = {} }): Act => {
    const { tab, open, type, into, click, press, see } = groups
    if (tab !== undefined) return { does: 'go to tab', what: tab }
    if (open !== undefined) return { does: 'open', what: open }
    if (type !== undefined && into !== undefined) return { does: 'type', what: type, into }
    if (click !== undefined) return { does: 'click', what: click }
    return press !== undefined ? { does: 'press', what: press } : { does: 'see', what: see ?? '' }
  })
}

const sections = ['Five minutes', 'Twenty minutes'].map((name) => ({ name, steps: stepsOf(name) }))

test('every step says where it happens, what to do, and what is to be seen', () => {
  for (const { name, steps } of sections) {
    expect([name, steps.length]).not.toEqual([name, 0])
    for (const step of steps) {
      const acts = actsOf(step).map(({ does }) => does)
      expect([step, acts[0]]).toEqual([step, 'go to tab'])
      expect([step, acts.at(-1)]).toEqual([step, 'see'])
      // Nothing is marked that the journey does not understand.
      const rest = step.replace(/\*\*[^*]+\*\*|`[^`]+`|<kbd>[^<]+<\/kbd>|"[^"]+"|\*\w+\*:/g, '')
      expect([step, /[*`"<]/.test(rest)]).toEqual([step, false])
    }
  }
})

test('office hours go as they are written', async ({ context, app, sandbox }) => {
  const room = new Room(context, {
    'http://localhost:3000': app.url,
    'http://127.0.0.1:4400': sandbox.url,
  })
  for (const { name, steps } of sections) {
    for (const step of steps) {
      await test.step(`${name}: ${step}`, async () => {
        for (const act of actsOf(step)) await room.follow(act)
      })
    }
  }
})

/** A presenter's window, with a tab for each that the document names. */
class Room {
  readonly #tabs = new Map<string, Page>()
  readonly #files = new Map<Page, string>()
  readonly #context: BrowserContext
  readonly #places: Readonly<Record<string, string>>
  #tab: Page | null = null

  constructor(context: BrowserContext, places: Readonly<Record<string, string>>) {
    this.#context = context
    this.#places = places
  }

  async follow(act: Act): Promise<void> {
    if (act.does === 'go to tab') this.#tab = await this.#tabOf(act.what)
    const tab = this.#tab
    if (!tab) throw new Error(`in which tab? ${act.what}`)
    switch (act.does) {
      case 'go to tab':
        return tab.bringToFront()
      case 'open':
        await tab.goto(this.#here(act.what))
        return
      case 'type':
        return tab.getByLabel(act.into, { exact: true }).fill(act.what)
      case 'click':
        this.#files.delete(tab)
        return control(tab, act.what).click({ timeout: patienceMs, noWaitAfter: true })
      case 'press':
        // Keys are heard as soon as the page is live.
        await tab.getByText('● live').waitFor({ timeout: patienceMs })
        return tab.keyboard.press(keyNames[act.what] ?? act.what)
      case 'see':
        return this.#see(tab, act.what)
    }
  }

  /** On the page, or in the file that the last click brought. */
  async #see(tab: Page, text: string): Promise<void> {
    const words = tab.getByText(text).filter({ visible: true }).first()
    const isThere = async () =>
      (await words.isVisible()) || (this.#files.get(tab)?.includes(text) ?? false)
    await expect
      .poll(isThere, { message: `"${text}" at ${tab.url()}`, timeout: patienceMs })
      .toBe(true)
  }

  async #tabOf(name: string): Promise<Page> {
    const known = this.#tabs.get(name)
    if (known) return known
    const tab = await this.#context.newPage()
    tab.on('download', async (file) =>
      this.#files.set(tab, readFileSync(await file.path(), 'utf8')),
    )
    this.#tabs.set(name, tab)
    return tab
  }

  #here(address: string): string {
    const [place] = Object.keys(this.#places).filter((one) => address.startsWith(one))
    if (place === undefined) throw new Error(`${address} is no address of the demo`)
    return address.replace(place, this.#places[place] ?? '')
  }
}

const keyNames: Readonly<Record<string, string>> = { '→': 'ArrowRight', '←': 'ArrowLeft' }

/** The first link, button or fold of this name. */
function control(tab: Page, name: string) {
  return tab
    .getByRole('link', { name })
    .or(tab.getByRole('button', { name }))
    .or(tab.locator('summary', { hasText: name }))
    .filter({ visible: true })
    .first()
}
