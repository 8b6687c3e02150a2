/** Somebody in a picture of a flow: a name, and what is kept there. Letters grow with the picture only. */
export function Box({ x, y, name, holds, isHere = false }: BoxProps) {
  return (
    <g>
      <rect
        x={x}
        y={y}
        width="200"
        height="76"
        rx="6"
        className={isHere ? 'fill-accent-soft stroke-accent' : 'fill-surface stroke-edge'}
      />
      <text x={x + 16} y={y + 33} fontSize="16" className="fill-ink font-strong">
        {name}
      </text>
      <text x={x + 16} y={y + 56} fontSize="14" className="fill-ink-soft">
        {holds}
      </text>
    </g>
  )
}

type BoxProps = Readonly<{ x: number; y: number; name: string; holds: string; isHere?: boolean }>

/** Something that travels. Front and back channel differ in colour and in stroke. */
export function Arrow({ channel, path, label, at }: ArrowProps) {
  const color = channel === 'front' ? 'stroke-front-channel' : 'stroke-back-channel'
  const id = `head-${path.replaceAll(/\W/g, '-')}`

  return (
    <g>
      <marker
        id={id}
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="8"
        markerHeight="8"
        orient="auto"
      >
        <path d="m1 1 6 3-6 3" className={`fill-none ${color}`} />
      </marker>
      <path
        d={path}
        className={`fill-none ${color}`}
        strokeWidth="1.5"
        strokeDasharray={channel === 'back' ? '4 4' : undefined}
        markerEnd={`url(#${id})`}
      />
      <text x={at[0]} y={at[1]} fontSize="14" className="fill-ink">
        {label}
      </text>
    </g>
  )
}

type ArrowProps = Readonly<{
  channel: 'front' | 'back'
  path: string
  label: string
  at: readonly [x: number, y: number]
}>
