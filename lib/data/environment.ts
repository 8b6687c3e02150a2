import 'server-only'
import { env } from '#lib/env.ts'
import { processState } from '#lib/process-state.ts'

/** The text of the bar at the top, where the app must not be taken for the real one; null for no bar. */
export function getEnvironmentLabel(): string | null {
  return env().environmentLabel
}

/** Whether people sign in before they choose an institution; else choosing one is the sign-in. */
export { hasInstitutionZero } from '#lib/institutions/registry.ts'

/** Whether the only institution somebody may pick is entered without a click. */
export function entersSingleInstitution(): boolean {
  return env().singleInstitution === 'enter'
}

/** Whether what happens is recorded for `/inspector`, and whether it may be about real people. */
export function getInspectorMode(): 'off' | 'on' | 'on-with-real-data' {
  return env().flowInspector
}

/** How long a session lasts without activity, and how long in any case. */
export function getSessionLimits(): Readonly<{ idleMs: number; absoluteMs: number }> {
  const { sessionIdleSeconds, sessionAbsoluteSeconds } = env()
  return { idleMs: sessionIdleSeconds * 1000, absoluteMs: sessionAbsoluteSeconds * 1000 }
}

/** How sign-ins for institutions are told apart: what is sent, and what comes back. No secrets. */
export type Scoping = Readonly<{
  issuer: string | null
  clientId: string | null
  /** The request parameter that names the institution; null sends none. */
  institutionParameter: string | null
  /** The token's claim that names it; null: client or issuer decide. */
  institutionClaim: string | null
}>

/** That of the environment, for all without an entry of their own, and that of each entry. */
export function getScopings(): Readonly<{ usual: Scoping; entries: readonly Scoping[] }> {
  return processState('scopings', () => ({
    usual: scopingOf(env()),
    entries: [...env().institutions.values()].map(scopingOf),
  }))
}

function scopingOf({ issuer, clientId, institutionParameter, institutionClaim }: Scoping): Scoping {
  return { issuer, clientId, institutionParameter, institutionClaim }
}
