import { FlowError } from '#lib/errors.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { makeGrant } from './make.ts'

type Issued = { id: string; alive: boolean; current: string; spent: Set<string> }

/**
 * What a strict authorization server knows: one refresh token of each grant is good, once, and whoever
 * sends a spent one ends the grant (RFC 9700 §4.14.2). Revoking a spent one does nothing.
 */
export class StrictServer {
  readonly grants: Issued[] = []
  /** Grants that somebody sent a spent token of. */
  readonly reused = new Set<string>()
  #tokens = 0

  authorize(subject: string, institutionId: string | null, lifeMs: number): Grant {
    const current = this.#newToken()
    const id = `grant-${this.grants.length}`
    this.grants.push({ id, alive: true, current, spent: new Set() })
    const longAgo = Date.now() - 60_000
    return makeGrant({
      subject,
      institutionId,
      refreshToken: current,
      accessTokenExpiresAt: Date.now() + lifeMs,
      authorizedAt: longAgo,
      refreshedAt: longAgo,
    })
  }

  refresh(grant: Grant, lifeMs: number): Grant {
    const issued = this.ownerOf(grant.refreshToken)
    if (issued.spent.has(grant.refreshToken ?? '')) {
      this.reused.add(issued.id)
      issued.alive = false
    }
    if (!issued.alive) throw new FlowError('session-over', 'invalid_grant')
    issued.spent.add(issued.current)
    issued.current = this.#newToken()
    return {
      ...grant,
      accessToken: `at of ${issued.current}`,
      accessTokenExpiresAt: Date.now() + lifeMs,
      refreshToken: issued.current,
      refreshedAt: Date.now(),
    }
  }

  revoke(refreshToken: string): void {
    const issued = this.ownerOf(refreshToken)
    if (issued.current === refreshToken) issued.alive = false
  }

  ownerOf(refreshToken: string | null): Issued {
    const owner = this.grants.find(
      ({ current, spent }) => current === refreshToken || spent.has(refreshToken ?? ''),
    )
    if (!owner) throw new Error('a refresh token that was never given out')
    return owner
  }

  #newToken(): string {
    return `rt-${++this.#tokens}`
  }
}
