import { PageLink } from '#app/_ui/page-link.tsx'
import { difference } from '#lib/inspector/difference.ts'
import type { SeenToken } from '#lib/inspector/tokens.ts'
import { compareAddress } from '../../addresses.ts'
import { Clock } from '../../clock.tsx'
import { DifferenceTable } from './difference-table.tsx'

const most = 10

/** Other tokens of its kind in this browser, and what tells it apart from one of them. */
export function OtherTokens({ token, page, others, names, compareWith }: OtherTokensProps) {
  if (others.length === 0) return null
  const { mark } = token.token
  const nameOf = ({ institutionId }: SeenToken) =>
    institutionId === null ? 'Institution Zero' : (names.get(institutionId) ?? institutionId)

  return (
    <div id={`compare-${mark}`} className="mt-4 scroll-mt-4">
      <h3 className="font-strong">Compare with another {token.kind}</h3>
      <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-small">
        {others.slice(0, most).map((other) => (
          <li key={other.token.mark}>
            <PageLink
              href={compareAddress(page.flowId, page.index, mark, other.token.mark)}
              aria-current={other === compareWith ? 'true' : undefined}
              className={other === compareWith ? 'font-strong' : 'link'}
            >
              <bdi>{nameOf(other)}</bdi>, <Clock at={other.at} />
            </PageLink>
          </li>
        ))}
      </ul>
      {compareWith && (
        <DifferenceTable
          kind={token.kind}
          other={nameOf(compareWith)}
          lines={difference(compareWith.token, token.token)}
        />
      )}
    </div>
  )
}

export type Comparable = Readonly<{
  /** The page this stands on. */
  page: Readonly<{ flowId: string; index: number }>
  /** What it may be compared with. */
  others: readonly SeenToken[]
  names: ReadonlyMap<string, string>
  /** What it is compared with. */
  compareWith: SeenToken | null
}>

type OtherTokensProps = Comparable & Readonly<{ token: SeenToken }>
