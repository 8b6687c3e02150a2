import type { ReactNode } from 'react'
import { findViewer, type Viewer } from '#lib/data/viewer.ts'
import { Header } from './header.tsx'
import { Main } from './main.tsx'
import { MissingFeatures } from './missing-features.tsx'
import { SessionEnd } from './session-end.tsx'

/**
 * What stands around every page's content. A page that required a viewer hands it over; the others
 * show whoever happens to be signed in.
 *
 * Part of the page and not of a layout: a layout is kept while people move on, and would keep
 * showing the institution they came from. The title stands here too: one from `metadata` is streamed,
 * and leaves a page without a title for a moment whenever the router moves on to it.
 */
export async function Frame({ title, viewer, hasFaults = false, children }: FrameProps) {
  const person = viewer === undefined ? await findViewer() : viewer

  return (
    <>
      <title>{`${hasFaults ? 'Error: ' : ''}${title === null ? '' : `${title} · `}Foyer`}</title>
      <Header viewer={person} />
      <Main>
        {viewer?.institutionId && <MissingFeatures institutionId={viewer.institutionId} />}
        {children}
      </Main>
      {person && <SessionEnd viewer={person} />}
    </>
  )
}

type FrameProps = Readonly<{
  /** Null for the front page. */
  title: string | null
  viewer?: Viewer | null
  /** Something is wrong with what was asked for, and stands at the top: whoever hears titles, hears it first. */
  hasFaults?: boolean
  children: ReactNode
}>
