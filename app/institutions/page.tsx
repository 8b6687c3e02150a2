import { Frame } from '#app/_ui/frame.tsx'
import { Streamed } from '#app/_ui/streamed.tsx'
import { requireViewer } from '#lib/data/viewer.ts'
import { InstitutionChoices } from './institution-choices.tsx'
import { InstitutionsSkeleton } from './institutions-skeleton.tsx'

export default async function InstitutionsPage({ searchParams }: PageProps<'/institutions'>) {
  const viewer = await requireViewer('/institutions')
  const { query } = await searchParams

  return (
    <Frame title="Choose an institution" viewer={viewer}>
      <div className="max-w-prose">
        <h1>Choose an institution</h1>
        <p className="mt-1 text-ink-soft">
          Signed in as <bdi>{viewer.name}</bdi>
        </p>
        <Streamed
          content={InstitutionChoices({ viewer, query: typeof query === 'string' ? query : '' })}
          skeleton={<InstitutionsSkeleton />}
        />
      </div>
    </Frame>
  )
}
