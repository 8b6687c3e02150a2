import type { Place } from '#app/_ui/way-on.ts'
import type { Viewer } from '#lib/data/viewer.ts'

/** What each part of the account page is given, to fetch what it shows by itself. */
export type AccountPart = Readonly<{ viewer: Viewer; accountId: string; place: Place }>
