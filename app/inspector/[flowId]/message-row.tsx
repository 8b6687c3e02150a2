import { PageLink } from '#app/_ui/page-link.tsx'
import type { Row } from '#lib/inspector/diagram.ts'
import { laneNames } from '#lib/inspector/diagram-messages.ts'
import { stepAddress } from '../addresses.ts'
import { elapsed } from '../elapsed.ts'
import { DrawnLeg } from './drawn-leg.tsx'

type MessageRow = Extract<Row, { type: 'message' }>

/**
 * What was sent, and what came back of it; a redirect goes through the browser. Behind the back channel the
 * ground is another, up to where the browser would have to stand to see it.
 */
export function MessageRow({ flowId, row }: { flowId: string; row: MessageRow }) {
  const { step, channel, legs, isBad, afterMs } = row
  const curtain =
    'before:absolute before:inset-y-0 before:start-1/4 before:end-0 before:-z-20 before:bg-hidden'

  return (
    <PageLink
      href={stepAddress(flowId, step)}
      className={`group relative grid gap-1 py-2 ${channel === 'back' ? curtain : ''}`}
    >
      <span className="sr-only">{sentence(row)}</span>
      <span
        aria-hidden="true"
        className="absolute start-0 top-2 hidden w-[11%] text-end text-ink-soft text-small tabular-nums sm:block"
      >
        {elapsed(afterMs)}
      </span>
      {legs.map((leg) => (
        <DrawnLeg
          key={`${leg.from} ${leg.to}`}
          leg={leg}
          channel={channel}
          isBad={isBad && leg === legs.at(-1)}
        />
      ))}
    </PageLink>
  )
}

function sentence({ channel, legs, isBad, afterMs }: MessageRow): string {
  const told = legs.map(({ from, to, label, carries }) => {
    const withWhat = carries === null ? '' : `, with ${carries}`
    return `${laneNames[from]} to ${laneNames[to]}: ${label}${withWhat}.`
  })
  const way = channel === 'front' ? 'Front channel' : 'Back channel'
  const end = isBad ? ' This is a failure.' : ''
  return `${way}, after ${elapsed(afterMs)}. ${told.join(' Then ')}${end}`
}
