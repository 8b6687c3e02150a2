import type { Leg, Message } from '#lib/inspector/diagram-messages.ts'
import { grid, isRightward, labelSpanOf, spanOf } from './lanes.tsx'

/** One arrow, with what is written on it above; where it is narrow, that may be wider than the arrow. */
export function DrawnLeg({ leg, channel, isBad }: DrawnLegProps) {
  const { from, to, label, carries } = leg
  const isAtEnd = [from, to].some((lane) => lane === 'issuer' || lane === 'api')
  const [ground, start] =
    channel === 'front' ? ['bg-ground', 'col-start-1'] : ['bg-hidden', 'col-start-3']

  return (
    <span aria-hidden="true" className={grid}>
      <span
        className={`${start} col-end-9 row-start-1 min-w-0 text-small sm:px-2 sm:text-center ${isAtEnd ? 'text-end' : ''} ${labelSpanOf(from, to)}`}
      >
        <span className={`inline-block px-1 ${ground}`}>
          <span
            className={`wrap-anywhere font-mono font-strong group-hover:underline ${isBad ? 'text-bad' : 'group-hover:text-accent'}`}
          >
            {isBad && '✕ '}
            {label}
          </span>
          {carries !== null && <span className="wrap-anywhere block">{carries}</span>}
        </span>
      </span>
      <Arrow span={spanOf(from, to)} channel={channel} isRight={isRightward(from, to)} />
    </span>
  )
}

type DrawnLegProps = Readonly<{ leg: Leg; channel: Message['channel']; isBad: boolean }>

/** Front and back channel differ in colour and in stroke. */
function Arrow({ span, channel, isRight }: ArrowProps) {
  const [border, fill] =
    channel === 'front'
      ? ['border-front-channel', 'fill-front-channel']
      : ['border-back-channel border-dashed', 'fill-back-channel']

  return (
    <span className={`${span} relative row-start-2 flex h-3 items-center`}>
      <span className={`w-full border-t-2 ${border}`} />
      <svg
        aria-hidden="true"
        viewBox="0 0 10 12"
        className={`absolute h-3 w-2.5 ${fill} ${isRight ? 'right-0' : 'left-0'}`}
      >
        <path d={isRight ? 'M0 0 10 6 0 12z' : 'M10 0 0 6l10 6z'} />
      </svg>
    </span>
  )
}

type ArrowProps = Readonly<{ span: string; channel: Message['channel']; isRight: boolean }>
