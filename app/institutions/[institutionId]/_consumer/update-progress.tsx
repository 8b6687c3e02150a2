'use client'

import type { ReactNode } from 'react'
import type { UpdateNews } from './update-news.ts'
import { UpdateSteps } from './update-steps.tsx'
import { wordsFor } from './update-words.ts'
import { useUpdateNews } from './use-update-news.ts'

const tones = {
  calm: 'border-accent bg-accent-soft',
  good: 'border-good bg-sunken',
  warn: 'border-warn bg-warn-soft',
  bad: 'border-bad bg-bad-soft',
} as const

/** How an update goes: as the server knew it when it made the page, and then as it hears more. */
export function UpdateProgress({ first, events, here, signIn, children }: UpdateProgressProps) {
  const news = useUpdateNews(first, events)
  const { says, tone, next } = wordsFor(news)

  return (
    <section
      aria-labelledby="update"
      className={`mt-6 max-w-prose rounded-box border-s-4 p-4 ${tones[tone]}`}
    >
      <h2 id="update" className="text-base">
        Update of your balances
      </h2>
      <p role="status" className="mt-1">
        {says}
      </p>
      <UpdateSteps steps={news.steps} isRunning={news.state === 'running'} />
      {next === 'wait' && (
        <noscript>
          <WayOn href={here}>Look again</WayOn>
        </noscript>
      )}
      {next === 'look-again' && <WayOn href={here}>Look again</WayOn>}
      {next === 'sign-in' && <WayOn href={signIn}>Sign in again</WayOn>}
      {next === 'update' && <div className="mt-4">{children}</div>}
    </section>
  )
}

type UpdateProgressProps = Readonly<{
  first: UpdateNews
  /** Where to listen, where this page is, and where access begins anew. */
  events: string
  here: string
  signIn: string
  /** What starts another update. */
  children: ReactNode
}>

function WayOn({ href, children }: { href: string; children: string }) {
  return (
    <p className="mt-3">
      <a href={href} className="link">
        {children}
      </a>
    </p>
  )
}
