import { processState } from '#lib/process-state.ts'
import { markOf } from './mask.ts'

const mostMarks = 5_000
const mostBrowsers = 50

/** Where somebody has signed in: by a mark of the person, or of the session at the issuer. */
const known = () => processState('inspector.people', () => new Map<string, Set<string>>())

type Claims = Readonly<Record<string, unknown>>

/** Remembers that the subject and the session of an ID token were seen in a browser. */
export function seenIn(browser: string, claims: Claims): void {
  for (const mark of marks(claims)) {
    const browsers = known().get(mark) ?? new Set()
    known().delete(mark)
    if (browsers.size < mostBrowsers) browsers.add(browser)
    known().set(mark, browsers)
  }
  for (const mark of known().keys()) {
    if (known().size <= mostMarks) break
    known().delete(mark)
  }
}

/** The browsers that a logout token speaks of: the session where it names one, else the person. */
export function browsersOf(claims: Claims): readonly string[] {
  const [bySession, byPerson] = marks(claims)
  const mark = claims.sid === undefined ? byPerson : bySession
  return [...(known().get(mark ?? '') ?? [])]
}

function marks({ iss, sid, sub }: Claims): [string, string] {
  return [markOf(`sid ${iss} ${sid}`), markOf(`sub ${iss} ${sub}`)]
}
