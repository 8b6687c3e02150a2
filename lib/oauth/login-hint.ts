/**
 * Whom the person says they are, to save them typing it again (OpenID Connect Core §3.1.2.1,
 * `login_hint`). Null when there is none, or it is longer than any address or name.
 */
export function loginHintOf(value: string | null): string | null {
  const hint = value?.trim() ?? ''
  return hint.length > 0 && hint.length <= 320 && !/\p{Cc}/u.test(hint) ? hint : null
}
