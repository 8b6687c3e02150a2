const longestQuote = 200
/** A piece of a secret of this length is taken for the secret: servers cut off what they repeat. */
const tellingLength = 8

/** What must not be shown, whoever says it: our secrets, and what was made with them. */
export class Confidential {
  readonly #secrets = new Set<string>()

  keep(...secrets: readonly (string | null | undefined)[]): void {
    for (const secret of secrets) {
      if (!secret || secret.length < 4) continue
      this.#secrets.add(secret).add(encodeURIComponent(secret))
    }
  }

  /** Keys as configured: of a JWK the private members alone, so that its name may be shown. */
  keepKeys(text: string): void {
    try {
      JSON.parse(text, (name, value) => {
        if (privateMembers.includes(name) && typeof value === 'string') this.keep(value)
        return value
      })
    } catch {
      this.keep(text, ...text.split('\n').filter((line) => line.length > 16))
    }
  }

  /** A text of ours, with every secret cut out of it that somebody typed in the wrong place. */
  cover(text: string): string {
    let covered = text
    for (const secret of this.#secrets) covered = covered.replaceAll(secret, '[secret]')
    return covered
  }

  /** What a server said, on one line and cut short. Nothing of it where it could hold a secret. */
  quote(said: unknown): string {
    if (typeof said !== 'string' || said === '') return 'nothing'
    const line = said.slice(0, longestQuote).replace(/[^\x20-\x7e]+/g, ' ')
    const looksSecret = /[\w+/=-]{40,}|eyJ[\w-]+\./.test(line)
    return looksSecret || this.#isRepeatedIn(line)
      ? '[withheld: it may hold a secret]'
      : `"${line}"`
  }

  /** An error code of a server's; empty where it is none, or could hold a secret. */
  code(said: unknown): string {
    const isCode = typeof said === 'string' && /^[a-z_]{1,48}$/.test(said)
    return isCode && !this.#isRepeatedIn(said) ? said : ''
  }

  #isRepeatedIn(line: string): boolean {
    for (let start = 0; start + tellingLength <= line.length; start++) {
      const piece = line.slice(start, start + tellingLength)
      for (const secret of this.#secrets) if (secret.includes(piece)) return true
    }
    return [...this.#secrets].some((secret) => line.includes(secret))
  }
}

/** RFC 7518 §6.2.2 and §6.3.2. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']
