import { type Institution, institutionZero } from './institutions.ts'
import type { Permission } from './people.ts'
import type { Member } from './service-accounts.ts'

export const directoryBehaviours = ['ok', 'down', 'slow', 'duplicates'] as const

/** Which institutions there are, and who may do what there: as people begin, but for what was ordered. */
export class Directory {
  /** How the call behaves that lists a person's institutions. */
  behaviour: (typeof directoryBehaviours)[number] = 'ok'
  readonly #institutions: ReadonlyMap<string, Institution>
  readonly #ordered = new Map<string, Permission | null>()

  constructor(institutions: readonly Institution[]) {
    this.#institutions = new Map(institutions.map((it) => [it.institutionId, it]))
  }

  has(institutionId: string): boolean {
    return this.#institutions.has(institutionId)
  }

  /** The name to show for an institution; null for Institution Zero and for what there is not. */
  nameOf(institutionId: string): string | null {
    return this.#institutions.get(institutionId)?.name ?? null
  }

  /** What a person may do at an institution; null for who is not a member. All may enter Zero. */
  permissionAt(person: Member, institutionId: string): Permission | null {
    if (institutionId === institutionZero) return 'none'
    if (!this.has(institutionId)) return null
    const ordered = this.#ordered.get(keyOf(person, institutionId))
    if (ordered !== undefined) return ordered
    const { memberships, everywhere } = person
    return Object.hasOwn(memberships, institutionId)
      ? (memberships[institutionId] ?? null)
      : everywhere
  }

  institutionsOf(person: Member): Institution[] {
    const all = [...this.#institutions.values()]
    return all.filter(({ institutionId }) => this.permissionAt(person, institutionId) !== null)
  }

  /** Gives a permission, takes it away, or takes the membership away (null). */
  order(person: Member, institutionId: string, permission: Permission | null): void {
    this.#ordered.set(keyOf(person, institutionId), permission)
  }

  reset(): void {
    this.#ordered.clear()
    this.behaviour = 'ok'
  }
}

function keyOf({ sub }: Member, institutionId: string): string {
  return `${sub} ${institutionId}`
}
