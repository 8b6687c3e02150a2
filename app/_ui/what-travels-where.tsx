import { hasInstitutionZero } from '#lib/data/environment.ts'
import { Arrow, Box } from './picture.tsx'

const journey = [
  { text: 'You sign in, and agree to what Foyer may see', way: 'through your browser' },
  { text: 'A code comes back, good for one use', way: 'through your browser' },
  { text: 'Foyer trades the code for tokens', way: 'between servers' },
  { text: 'Foyer shows a token, and gets accounts', way: 'between servers' },
  { text: 'You see a page, and hold one cookie', way: 'through your browser' },
] as const

/** The whole idea in one picture; where it would be too small to read, the same in words. */
export function WhatTravelsWhere() {
  return (
    <section aria-labelledby="travels" className="mt-16 border-line border-t pt-8">
      <h2 id="travels">What travels where</h2>
      <p className="mt-2 max-w-prose">
        Your browser never holds the tokens that open your accounts. Once you are signed in it holds
        one cookie, which says no more than which session is yours.
      </p>
      <Picture />
      <ol className="mt-4 lg:sr-only">
        {journey.map(({ text, way }, index) => (
          <li key={text} className="flex gap-4 border-line border-t py-3">
            <span aria-hidden="true" className="w-4 shrink-0 font-strong tabular-nums">
              {index + 1}
            </span>
            <p>
              {text} <span className="text-ink-soft">({way})</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Picture() {
  // Where each bank signs in its own customers, it is both.
  const [service, institution] = hasInstitutionZero()
    ? ['Sign-in service', 'Institution']
    : ['Your bank', 'Your bank']
  return (
    <svg
      viewBox="0 0 912 316"
      className="mt-8 hidden w-full overflow-visible lg:block"
      aria-hidden="true"
    >
      <Box x={0} y={116} name="Your browser" holds="one cookie" />
      <Box x={712} y={0} name={service} holds="your password" />
      <Box x={712} y={116} name="Foyer" holds="your tokens" isHere />
      <Box x={712} y={232} name={institution} holds="your accounts" />

      <Arrow
        channel="front"
        path="M100 116V36H708"
        label={`1  ${journey[0].text}`}
        at={[220, 24]}
      />
      <Arrow channel="front" path="M200 136H708" label={`2  ${journey[1].text}`} at={[220, 126]} />
      <Arrow channel="back" path="M896 116V80" label="3  code for tokens" at={[764, 100]} />
      <Arrow channel="back" path="M896 196V228" label="4  token for accounts" at={[740, 219]} />
      <Arrow channel="front" path="M712 176H204" label={`5  ${journey[4].text}`} at={[220, 196]} />

      <Arrow channel="front" path="M0 284H48" label="through your browser" at={[60, 289]} />
      <Arrow channel="back" path="M240 284H288" label="between servers" at={[300, 289]} />
    </svg>
  )
}
