import 'server-only'
import { env } from '#lib/env.ts'

/** The text of the bar at the top, where the app must not be taken for the real one; null for no bar. */
export function getEnvironmentLabel(): string | null {
  return env().environmentLabel
}

/** Whether people sign in before they choose an institution; else choosing one is the sign-in. */
export { hasInstitutionZero } from '#lib/institutions/registry.ts'
