'use client'

import { mistake } from '#lib/errors/mistake.ts'
import { FoyerMark } from './foyer-mark.tsx'
import { Main } from './main.tsx'

/** Says that Foyer is at fault. `digest` is what the server's log calls this error. */
export function FaultReport({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null

  return (
    <>
      <title>{`${mistake.title} · Foyer`}</title>
      <header className="border-line border-b bg-surface">
        <div className="mx-auto flex max-w-page items-center gap-2 px-4 py-5 font-strong sm:px-6">
          <FoyerMark />
          Foyer
        </div>
      </header>
      <Main>
        <div className="max-w-prose">
          <h1>{mistake.title}</h1>
          <p className="mt-2">{mistake.advice}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            <button type="button" onClick={retry} className="button">
              Try again
            </button>
            <a href="/" className="button button-quiet">
              Front page
            </a>
          </div>
          {digest !== null && (
            <p className="mt-8">
              <span className="text-ink-soft">Reference</span>{' '}
              <span className="font-mono">{digest}</span>
            </p>
          )}
        </div>
      </Main>
    </>
  )
}
