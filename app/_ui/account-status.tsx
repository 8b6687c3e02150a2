import type { AccountStatus as Status } from '#lib/data/enterprise/account.ts'

const looks = {
  Active: 'fill-good stroke-good',
  Dormant: 'fill-none stroke-warn',
  Closed: 'fill-none stroke-ink-soft',
} as const

/** A word, and a shape that tells the three apart without their colours. */
export function AccountStatus({ status }: { status: Status }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg viewBox="0 0 10 10" className={`size-2.5 ${looks[status]}`} aria-hidden="true">
        {status === 'Closed' ? (
          <path strokeWidth="1.5" d="m1.5 1.5 7 7m0-7-7 7" />
        ) : (
          <circle cx="5" cy="5" r="4" strokeWidth="1.5" />
        )}
      </svg>
      {status}
    </span>
  )
}
