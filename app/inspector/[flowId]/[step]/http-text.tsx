import type { ReactNode } from 'react'
import type { Named, ShownAddress } from '#lib/inspector/flow.ts'
import { isMasked, membersOf, type Shown } from '#lib/inspector/mask.ts'
import { sentFields } from '#lib/inspector/sent-fields.ts'
import { ShownValue } from './shown-value.tsx'

/** A message as it was sent, line by line, with what is secret masked. */
export function HttpText({ title, channel, children }: HttpTextProps) {
  const border = channel === 'front' ? 'border-front-channel' : 'border-back-channel border-dashed'

  return (
    <section aria-label={title} className={`border-s-4 ps-4 ${border}`}>
      <h2 className="text-base">{title}</h2>
      <pre className="wrap-anywhere mt-2 whitespace-pre-wrap font-mono text-small">{children}</pre>
    </section>
  )
}

type HttpTextProps = Readonly<{ title: string; channel: 'front' | 'back'; children: ReactNode }>

/** An address of its own, with a parameter on each line. */
export function AddressLines({ address, isWhole }: { address: ShownAddress; isWhole: boolean }) {
  return (
    <>
      {isWhole && address.origin}
      {address.path}
      <Parameters fields={address.query} first="?" />
    </>
  )
}

/** Parameters of a query or a form. One that was sent twice has two lines. */
export function Parameters({ fields, first }: { fields: Named; first: '?' | '' }) {
  return sentFields(fields).map(([name, one], at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and the order is fixed
    <span key={at}>
      {`\n  ${at === 0 ? first : '&'}${name}=`}
      <ShownValue value={one} />
    </span>
  ))
}

/** Headers that say something; of the others, that they were there. */
export function HeaderLines({ headers }: { headers: Named }) {
  const entries = Object.entries(headers)
  const told = entries.filter(([, value]) => !isMasked(value))
  const hidden = entries.filter(([, value]) => isMasked(value)).map(([name]) => name)

  return (
    <>
      {told.map(([name, value]) => (
        <span key={name}>
          {`\n${name}: `}
          <HeaderValue value={value} />
        </span>
      ))}
      {hidden.length > 0 && (
        <span className="text-ink-soft">{`\n(masked: ${hidden.join(', ')})`}</span>
      )}
    </>
  )
}

/** The header that authorizes has a scheme, and its credentials. */
function HeaderValue({ value }: { value: Shown }) {
  const [authorization] = Object.entries(membersOf(value))
  if (authorization === undefined) return <ShownValue value={value} />
  const [scheme, credentials] = authorization
  return (
    <>
      {scheme} <ShownValue value={credentials} />
    </>
  )
}
