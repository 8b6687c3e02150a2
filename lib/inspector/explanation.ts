/** What is said of a step. */
export type Explanation = Readonly<{
  /** Two sentences in plain words: what happens, and what for. */
  text: string
  /** The paragraph that says so: its name, and where to read it. */
  specification: readonly [name: string, url: string] | null
}>

/** A section of an RFC, or an appendix, where the RFC Editor has it. */
export function rfc(number: number, section: string): readonly [string, string] {
  const kind = /^[A-Z]/.test(section) ? 'appendix' : 'section'
  return [
    `RFC ${number} §${section}`,
    `https://www.rfc-editor.org/rfc/rfc${number}#${kind}-${section}`,
  ]
}

/** A section of one of OpenID’s specifications. */
export function openid(section: string, page: string): readonly [string, string] {
  return [`OpenID Connect ${section}`, `https://openid.net/specs/${page}`]
}
