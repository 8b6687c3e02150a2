import { setTimeout } from 'node:timers/promises'
import { type ReactElement, type ReactNode, Suspense } from 'react'

const headStartMs = 250

/**
 * Content that may be slow. What is there at once stands in the page as it is sent, with the status
 * and the redirects it may ask for, and needs no script; what is late first shows a skeleton.
 */
export async function Streamed({ content, skeleton }: StreamedProps) {
  const early = await Promise.race([
    content.then((node) => ({ node })),
    setTimeout(headStartMs, null),
  ])

  return early === null ? <Suspense fallback={skeleton}>{content}</Suspense> : early.node
}

type StreamedProps = Readonly<{ content: Promise<ReactElement | null>; skeleton: ReactNode }>
