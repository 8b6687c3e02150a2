import { checks } from './checks.ts'
import { type Finding, type Status, wrong } from './finding.ts'
import type { Patient } from './patient.ts'

/** What a check found. */
export type Reported = Readonly<{ check: string }> & Finding

/** Runs every check at once; they ask each server only once all the same. */
export async function examine(patient: Patient): Promise<readonly Reported[]> {
  const found = await Promise.all(
    checks.map(async ({ name, examine: look }) => {
      const findings = await Promise.resolve(patient).then(look).catch(broken)
      return findings.map((finding) => ({ check: name, ...covered(finding, patient) }))
    }),
  )
  return found.flat()
}

export function countOf(findings: readonly Finding[], status: Status): number {
  return findings.filter((finding) => finding.status === status).length
}

/** A message of somebody else’s could hold a secret, so only its kind is shown. */
function broken(error: unknown): readonly Finding[] {
  const kind = error instanceof Error ? error.name : 'an error'
  return [wrong('check-broken', { kind })]
}

function covered(
  { status, id, subject, what, why, remedy }: Finding,
  { confidential }: Patient,
): Finding {
  const cover = (text: string | null) => text && confidential.cover(text)
  return {
    status,
    id,
    subject: cover(subject),
    what: confidential.cover(what),
    why: cover(why),
    remedy: cover(remedy),
  }
}
