import type { Flow } from '#lib/inspector/flow.ts'
import { institutionNames, institutionZeroId } from '#lib/inspector/institution-names.ts'
import {
  type SeenToken,
  tokenBefore,
  tokenKinds,
  tokensOf,
  tokensSeen,
} from '#lib/inspector/tokens.ts'
import { TokenView } from './token-view.tsx'

/**
 * The tokens of a step, each beside another of its kind: the one the address names, else the one before it
 * for the same institution.
 */
export function StepTokens({ flow, index, flows, compared }: StepTokensProps) {
  const step = flow.steps[index]
  const seen = tokensSeen(flows, institutionZeroId())
  const names = institutionNames(flows)
  const marks = step ? tokensOf(step).map(({ token }) => token.mark) : []

  return seen
    .filter(({ token }) => marks.includes(token.mark))
    .sort((one, other) => tokenKinds.indexOf(one.kind) - tokenKinds.indexOf(other.kind))
    .map((token) => {
      const { mark } = token.token
      const others = seen.filter((it) => it.kind === token.kind && it.token.mark !== mark)
      const named = others.find((it) => compared.mark === mark && it.token.mark === compared.other)
      return (
        <TokenView
          key={mark}
          token={token}
          page={{ flowId: flow.id, index }}
          others={token.kind === 'client assertion' ? [] : others}
          names={names}
          compareWith={named ?? tokenBefore(others, token) ?? zerosOf(others, token)}
        />
      )
    })
}

/** Institution Zero’s, beside which one sees what entering an institution changed. */
function zerosOf(others: readonly SeenToken[], { institutionId }: SeenToken): SeenToken | null {
  if (institutionId === null) return null
  return others.find((other) => other.institutionId === null) ?? null
}

type StepTokensProps = Readonly<{
  flow: Flow
  index: number
  flows: readonly Flow[]
  /** Two tokens by their marks, as the address names them. */
  compared: Readonly<{ mark: unknown; other: unknown }>
}>
