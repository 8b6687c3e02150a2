type RequestLine = Readonly<{ method?: string | undefined; url?: string | undefined }>

/**
 * Whether a request is for a path of ours.
 *
 * Next.js would redirect a target that is a whole address to the host it names, and take `*`, broken
 * escapes and TRACE for faults of its own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export function isForPath({ method, url = '' }: RequestLine): boolean {
  return method !== 'TRACE' && url.startsWith('/') && isDecodable(url.replace(/[?#].*$/s, ''))
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
