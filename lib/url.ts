/**
 * Whether an address may be called or redirected to: https, or plain http on this very machine.
 * No user info, no fragment: neither has a place in an endpoint (RFC 6749 §3.1).
 */
export function isSecureUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  if (url.username || url.password || url.hash) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

/** `localhost`, 127.0.0.0/8 or ::1; the URL parser has already normalised the address. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
