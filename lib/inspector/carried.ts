/** What says least about a message. */
const usual = new Set([
  ...['response_type', 'redirect_uri', 'client_id', 'code_challenge_method', 'grant_type'],
  ...['client_assertion_type', 'token_type', 'token_type_hint', 'expires_in'],
])
const mostNames = 5

/** Names of what travels, on one line: what matters first, and how many more there are. */
export function carried(names: readonly string[]): string | null {
  const telling = names.filter((name) => !usual.has(name)).slice(0, mostNames)
  const more = names.length - telling.length
  const rest = more === 0 ? [] : [telling.length === 0 ? names.join(' · ') : `${more} more`]
  return [...telling, ...rest].join(' · ') || null
}

/** A cookie by its name, without what tells one sign-in from another. */
export function cookieLabel(name: string): string {
  return name.replace(/(signin-).*/, '$1…')
}
