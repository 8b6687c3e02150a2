import { newBrowser as newAppBrowser } from './browser-client.ts'
import { password } from './people.ts'
import { newBrowser as newSandboxBrowser, type Page } from './sandbox-browser.ts'

type Shown = Readonly<{ url: URL; status: number; body: string }>

/** Somebody with one browser, at the app and at the sandbox, without pages. */
export function newVisitor(appUrl: string, sandboxUrl: string, email: string) {
  const atApp = newAppBrowser(appUrl)
  const atSandbox = newSandboxBrowser(sandboxUrl)

  /** Answers what the sandbox asks, until it sends the browser back or has nothing to ask. */
  async function answer(page: Page): Promise<Page> {
    if (page.body.includes('name="password"')) {
      return answer(await atSandbox.submit(page, { email, password }))
    }
    if (page.body.includes('value="allow"')) {
      return answer(await atSandbox.submit(page, { answer: 'allow' }))
    }
    return page
  }

  return {
    session: atApp.session,
    /**
     * Goes where a link leads, through every redirect.
     *
     * @param answers what the sandbox asks is answered; else its page is where it ends
     */
    async go(path: string, { answers = true } = {}): Promise<Shown> {
      let url = new URL(path, appUrl)
      for (let hops = 0; hops < 20; hops += 1) {
        if (url.origin === appUrl) {
          const { status, location, body } = await atApp.request(url.href)
          if (status < 300 || status >= 400) return { url, status, body }
          url = new URL(location, url)
        } else {
          const page = await atSandbox.open(url)
          const last = answers ? await answer(page) : page
          if (last.url.origin === sandboxUrl) return last
          url = last.url
        }
      }
      throw new Error(`no end of redirects at ${url.origin}${url.pathname}`)
    },
    /** Presses a button of the lab, by its form; answers the page after it. */
    async press(formStart: string): Promise<Page> {
      const lab = await atSandbox.open(`${sandboxUrl}/lab`)
      const form = lab.body.slice(lab.body.indexOf(formStart))
      const body = form.slice(0, form.indexOf('</form>'))
      if (!body.startsWith(formStart)) throw new Error(`the lab has no ${formStart}`)
      return atSandbox.submit({ ...lab, body }, {})
    },
  }
}

export type Visitor = ReturnType<typeof newVisitor>
