import { notFound } from 'next/navigation'
import { Frame } from '#app/_ui/frame.tsx'
import { findViewer } from '#lib/data/viewer.ts'
import { isProblemCode, problems } from '#lib/errors/problems.ts'
import { ForEngineers } from './for-engineers.tsx'
import { WaysOn } from './ways-on.tsx'
import { WhenBack } from './when-back.tsx'

/** Explains, at an address of its own, why a flow stopped. Where a flow failed, nothing is retried. */
export default async function ProblemPage({ params, searchParams }: PageProps<'/problem/[code]'>) {
  const { code } = await params
  if (!isProblemCode(code)) notFound()

  const { ref, again } = await searchParams
  const hasNoSessions = code === 'store-unavailable'
  const viewer = hasNoSessions ? null : await findViewer()
  const { title, advice } = problems[code]

  return (
    <Frame title={title} viewer={viewer}>
      <div className="max-w-prose">
        <h1>{title}</h1>
        <p className="mt-2">{advice}</p>
        {hasNoSessions ? (
          <WhenBack isHere={again !== undefined} />
        ) : (
          <WaysOn code={code} isSignedIn={viewer !== null} />
        )}
        {isReference(ref) && (
          <p className="mt-8">
            <span className="text-ink-soft">Reference</span>{' '}
            <span className="font-mono">{ref}</span>
          </p>
        )}
        <ForEngineers code={code} />
      </div>
    </Frame>
  )
}

// Anybody can write an address; only what looks like a reference is repeated.
function isReference(ref: string | string[] | undefined): ref is string {
  return typeof ref === 'string' && /^[0-9a-f]{4}-[0-9a-f]{4}$/.test(ref)
}
