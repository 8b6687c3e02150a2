import { getScopings, hasInstitutionZero } from '#lib/data/environment.ts'
import { getDirectoryKind } from '#lib/data/institutions.ts'
import { type Reading, readingsOf } from './readings.ts'

const ways = {
  parameter: 'One client for all, and a parameter of the request',
  client: 'One client per institution, at one issuer',
  issuer: 'One issuer per institution',
} as const

const directories = {
  api: 'The list above is what the resource API answers for the person (INSTITUTION_DIRECTORY=api).',
  file: 'The list above is INSTITUTIONS_FILE, the same for everybody (INSTITUTION_DIRECTORY=file).',
  rule: 'The list above comes from a rule of this product: lib/institutions/directory-rule.ts.',
} as const

let readings: readonly Reading[] | undefined

/** For the engineer who sets this up: which reading of the documents the configuration is. */
export function HowChosen() {
  const directory = getDirectoryKind()
  // The configuration does not change while the process lives, and may name thousands.
  readings ??= readingsOf(getScopings(), directory === 'file' || !hasInstitutionZero())

  return (
    <details className="mt-8 border-line border-t pt-2 text-small">
      <summary className="link flex min-h-11 w-fit items-center">
        How institutions are chosen here
      </summary>
      {readings.map((reading) => (
        <section key={`${reading.by} ${reading.count}`} className="mt-3">
          <h2 className="font-strong text-base">
            {ways[reading.by]}
            {readings?.length !== 1 && <span className="font-normal">: {howMany(reading)}</span>}
          </h2>
          <dl className="mt-1 grid gap-x-6 sm:grid-cols-[auto_1fr]">
            <Said by="Issuer" names={reading.issuers} />
            <Said by="Client" names={reading.clientIds} />
            <Said by="Parameter sent" names={reading.parameters} none="none" />
            <Said
              by="Claim that must name it"
              names={reading.claims}
              none="none: client or issuer decide"
            />
          </dl>
        </section>
      ))}
      <p className="mt-3">{directories[directory]} It decides no access: the token does.</p>
      <p className="mt-1">
        Other readings, and what to ask before choosing one: docs/institutions.md in this
        repository.
      </p>
    </details>
  )
}

function howMany({ count }: Reading): string {
  if (count === null) return 'all others'
  return count === 1 ? '1 institution' : `${count} institutions`
}

/** Enough to recognise what is meant. */
const shownNames = 3

function Said({ by, names, none = '' }: SaidProps) {
  const more = names.length - shownNames

  return (
    <>
      <dt className="text-ink-soft">{by}</dt>
      <dd className="wrap-anywhere mb-1 sm:mb-0">
        {names.length === 0
          ? none
          : names.slice(0, shownNames).map((name, index) => (
              <span key={name}>
                {index > 0 && ', '}
                <bdi className="font-mono">{name}</bdi>
              </span>
            ))}
        {more > 0 && <> and {more} more</>}
      </dd>
    </>
  )
}

type SaidProps = Readonly<{ by: string; names: readonly string[]; none?: string }>
