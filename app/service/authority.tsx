import type { ReactNode } from 'react'
import { Moment } from '#app/_ui/moment.tsx'
import type { ServiceAccount } from '#lib/data/service/service-account.ts'
import type { Viewer } from '#lib/data/viewer.ts'

/** Who was asked for what on this page, and on whose authority. */
export function Authority({ viewer, account }: { viewer: Viewer; account: ServiceAccount }) {
  const institution = <bdi>{viewer.institutionName ?? 'this institution'}</bdi>

  return (
    <section aria-labelledby="authority" className="mt-12">
      <h2 id="authority">On whose authority</h2>
      <div className="mt-4 grid gap-x-12 gap-y-8 md:grid-cols-2">
        <Part title="Opening this page: you">
          <Line name="Person">
            <bdi>{viewer.name}</bdi>
          </Line>
          <Line name="Because of">your own grant for {institution}</Line>
          <Line name="Calls with your token">none for this page</Line>
        </Part>
        <Part title="Reading the users: the service account">
          <Line name="Client">
            <bdi className="font-mono">{account.clientId}</bdi>
          </Line>
          <Line name="Scope">
            <bdi className="font-mono">{account.scope}</bdi>
          </Line>
          <Line name="Its token is for">
            {account.tokenInstitutionId === null ? (
              'every institution it may act for'
            ) : (
              <>
                {institution} <bdi className="font-mono">({account.tokenInstitutionId})</bdi>
              </>
            )}
          </Line>
          <Line name="Its token lives">
            {timeLeft(account.tokenExpiresAt)}, until <Moment at={account.tokenExpiresAt} />
          </Line>
          <Line name="Issuer">
            <bdi className="font-mono">{account.issuer}</bdi>
          </Line>
        </Part>
      </div>
      <p className="mt-6 max-w-prose text-ink-soft text-small">
        The service account acts for nobody, so what it sees does not depend on who you are: Foyer
        itself decides who may open this page. One token serves everybody until it ends.
      </p>
    </section>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="font-strong">{title}</h3>
      <dl className="mt-2 border-line border-b text-small">{children}</dl>
    </div>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)] gap-4 border-line border-t py-2">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="wrap-anywhere tabular-nums">{children}</dd>
    </div>
  )
}

function timeLeft(expiresAt: number): string {
  const seconds = Math.max(0, Math.round((expiresAt - Date.now()) / 1000))
  const minutes = Math.floor(seconds / 60)
  return minutes > 0 ? `${minutes} min ${seconds % 60} s more` : `${seconds} s more`
}
