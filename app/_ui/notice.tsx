import type { ReactNode } from 'react'

const tones = { good: 'border-good', neutral: 'border-accent' } as const

/**
 * What a page that was loaded anew has to say first. It takes the focus: a status that is there from the
 * start is read out by nobody.
 */
export function Notice({ tone = 'good', children }: NoticeProps) {
  return (
    <p
      role="status"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the page is here to say this, and works without scripts.
      autoFocus
      className={`mt-6 max-w-prose border-s-4 ps-4 ${tones[tone]}`}
    >
      {children}
    </p>
  )
}

type NoticeProps = Readonly<{ tone?: keyof typeof tones; children: ReactNode }>
