import { type Purpose, purposeOf } from './explanations.ts'
import type { FrontRequest, Step } from './flow.ts'
import type { SourceTable } from './sources-table.ts'

/** Put in by `next.config.js` when the app is built. */
const built = process.env.FLOW_SOURCES

const table: SourceTable = built ? JSON.parse(built) : {}

/**
 * File and line of this repository that did a step, such as `lib/oauth/callback.ts:57`; null where none says
 * so. What stands in several files is that of the step of the protocol it was part of.
 */
export function sourceOf(
  steps: readonly Step[],
  index: number,
  from: SourceTable = table,
): string | null {
  const step = steps[index]
  if (!step) return null
  const name = nameOf(steps, index, from)
  const places = (name === null ? null : from[name]) ?? from[`step ${step.within}`] ?? []
  const isOf = (place: string, within: string | null) => place.includes(`/${within}.ts:`)
  const all = Object.keys(from).flatMap((it) => (it.startsWith('step ') ? [it.slice(5)] : []))
  return (
    places.find((place) => isOf(place, step.within)) ??
    places.find((place) => !all.some((other) => isOf(place, other))) ??
    places[0] ??
    null
  )
}

function nameOf(steps: readonly Step[], index: number, from: SourceTable): string | null {
  const step = steps[index]
  if (step?.type === 'check') return `check ${step.name}`
  if (step?.type === 'event') return `log ${step.event}`
  if (step?.type === 'call') return `call ${requestNames[purposeOf(step)]}`
  const isAuthorization =
    step?.type === 'answer' && step.location !== null && 'code_challenge' in step.location.query
  if (isAuthorization) return 'step authorize'
  const request = steps.slice(0, index + 1).findLast((it) => it.type === 'request')
  return request ? routeOf(request, from) : null
}

/** As the code calls its requests. */
const requestNames: Readonly<Record<Purpose, string>> = {
  authorization_code: 'token request',
  refresh_token: 'token request',
  client_credentials: 'token request',
  'revocation request': 'revocation request',
  'metadata request': 'metadata request',
  'key request': 'key request',
  API: 'API',
}

/** The handler or the page of an address, whose folder may stand for a part of any name. */
function routeOf({ method, address }: FrontRequest, from: SourceTable): string | null {
  const parts = address.path.split('/')
  const fits = (route: string) => {
    const folders = route.split('/')
    return (
      folders.length === parts.length &&
      folders.every((folder, at) => folder.startsWith('[') || folder === parts[at])
    )
  }
  const routes = Object.keys(from).filter((name) => name.startsWith(`${method} `))
  const best = routes.filter((name) => fits(name.slice(method.length + 1)))
  // A folder that is called so comes before one that may be called anything.
  return best.sort((one, other) => one.split('[').length - other.split('[').length)[0] ?? null
}
