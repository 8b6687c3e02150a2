import type { ReactNode } from 'react'

/** A menu that opens without a script; the shared name lets only one be open at a time. */
export function Menu({ summary, align = 'start', children }: MenuProps) {
  return (
    <details name="menu" className="group relative min-w-0">
      <summary className="flex min-h-11 items-center gap-2 rounded-box hover:text-accent">
        {summary}
        <svg
          viewBox="0 0 12 12"
          className="size-3 shrink-0 fill-none stroke-current group-open:rotate-180"
          aria-hidden="true"
        >
          <path strokeWidth="1.5" d="m2 4 4 4 4-4" />
        </svg>
      </summary>
      <div
        className={`absolute z-10 mt-1 w-72 max-w-[calc(100vw-2rem)] rounded-box border border-line bg-surface p-2 shadow-float ${align === 'end' ? 'end-0' : 'start-0'}`}
      >
        {children}
      </div>
    </details>
  )
}

type MenuProps = Readonly<{ summary: ReactNode; align?: 'start' | 'end'; children: ReactNode }>

/** How a link or button inside a menu looks. */
export const menuItem =
  'flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-box px-3 py-2 text-start hover:bg-accent-soft'
