import type { ReactNode } from 'react'
import { authorizeAddress } from '#app/_ui/addresses.ts'
import { ErrorSummary, FaultList } from '#app/_ui/error-summary.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { accountsWriteScope } from '#lib/data/consent.ts'
import type { Account } from '#lib/data/enterprise/account.ts'
import type { KeptDraft } from '#lib/data/enterprise/account-draft.ts'
import type { Faults } from '#lib/data/faults.ts'
import { Value } from './value.tsx'
import { labels } from './wording.ts'

/** Why what was typed is not saved, and what to do: the first thing on the page. */
export function EditNotice(props: Props) {
  const { kept, faults, mayChange, place } = props
  const address = {
    institutionId: place.institutionId,
    scope: accountsWriteScope,
    returnTo: place.address,
  }
  const ask = (
    <a href={authorizeAddress(address)} className="link">
      Allow Foyer to change accounts
    </a>
  )
  const request = kept.requestId !== null && <Request id={kept.requestId} />

  switch (kept.outcome) {
    case 'invalid':
      return (
        <ErrorSummary title="Nothing is saved yet">
          <FaultList faults={faults} labels={labels} />
        </ErrorSummary>
      )
    case 'conflict':
      return <Conflict {...props} />
    case 'unknown':
      return <Unknown {...props}>{request}</Unknown>
    case 'needs-consent':
    case 'missing-scope':
      return mayChange && kept.outcome === 'needs-consent' ? (
        <Notice>
          Foyer may change accounts now. This is what you typed: save it when it is right.
        </Notice>
      ) : (
        <ErrorSummary title="Nothing is saved yet: Foyer may only look">
          <p>You have not allowed Foyer to change accounts. What you typed is kept below.</p>
          <p>{ask}</p>
          {request}
        </ErrorSummary>
      )
    case 'not-permitted':
      return (
        <ErrorSummary title="You are not permitted to change this account">
          <p>You allowed Foyer to change accounts for you, so more consent would not help.</p>
          <p>
            What you yourself may do here is for your institution to decide, and it lets you look
            only; ask its administrator. What you typed is kept below.
          </p>
          {request}
        </ErrorSummary>
      )
    case 'refused':
      return (
        <ErrorSummary title="The institution did not accept this">
          <p>Nothing is saved. Look at what you typed, change it, and save again.</p>
          {request}
        </ErrorSummary>
      )
    default:
      return (
        <Notice>
          Your access had to be renewed, or the institution did not answer. Nothing is saved yet:
          this is what you typed, save it again.
        </Notice>
      )
  }
}

type Props = Readonly<{
  kept: KeptDraft
  began: Account
  now: Account
  /** What somebody else changed since the form was opened. */
  theirs: readonly (keyof Account)[]
  faults: Faults
  mayChange: boolean
  place: Readonly<{ institutionId: string; address: string }>
}>

function Conflict({ theirs, began, now, kept }: Props) {
  return (
    <ErrorSummary title="This account has changed since you opened it">
      <p>
        Somebody else was first, or you were in another window. Nothing of yours is saved yet, and
        nothing is lost. This has changed:
      </p>
      <ul>
        {theirs.map((name) => (
          <li key={name}>
            {name in kept.typed ? (
              <a href={`#${name}`} className="link">
                {labels[name] ?? name}
              </a>
            ) : (
              (labels[name] ?? name)
            )}
            : <Value of={began[name]} /> is now <Value of={now[name]} />
          </li>
        ))}
        {theirs.length === 0 && <li>nothing that is shown here</li>}
      </ul>
      <p>Keep yours, as it stands below, or take theirs and leave.</p>
    </ErrorSummary>
  )
}

function Unknown({ now, kept, children }: Props & { children: ReactNode }) {
  return (
    <ErrorSummary title="This may or may not have been saved">
      <p>The institution did not say. This is what it has now:</p>
      <ul>
        {(Object.keys(kept.typed) as (keyof Account)[]).map((name) => (
          <li key={name}>
            {labels[name]}: <Value of={now[name]} />
          </li>
        ))}
      </ul>
      <p>If that is not what you want, look at the form below and save again.</p>
      {children}
    </ErrorSummary>
  )
}

/** What the API calls the request, for who is asked about it. */
function Request({ id }: { id: string }) {
  return (
    <p className="text-small">
      <span className="text-ink-soft">Request</span> <bdi className="font-mono">{id}</bdi>
    </p>
  )
}
