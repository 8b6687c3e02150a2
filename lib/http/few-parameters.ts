/** More than any address of ours has, and more than an authorization server answers with. */
const most = 100

/**
 * The target of a request without the parameters that are too many. Next.js looks for each of them among
 * all: the thousands that one address has room for would hold the process up for seconds.
 */
export function withFewParameters(target: string): string {
  const parts = target.split('&', most + 1)
  return parts.length > most ? parts.slice(0, most).join('&') : target
}
