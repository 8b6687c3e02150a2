import { Bone, Skeleton } from '#app/_ui/skeleton.tsx'

/** As high as a short list. One that was shown before it may go when the list comes: both are as high. */
export function InstitutionsSkeleton({ isBelowOthers }: { isBelowOthers: boolean }) {
  const rows = isBelowOthers ? ['only'] : ['first', 'second', 'third']

  return (
    <Skeleton>
      <ul className="mt-6 border-line border-b">
        {rows.map((row) => (
          <li key={row} className="flex items-center gap-4 border-line border-t py-3">
            <Bone className="size-8" />
            <div className="grow">
              <Bone className="h-5 w-44" />
            </div>
            <Bone className="h-11 w-20" />
          </li>
        ))}
      </ul>
    </Skeleton>
  )
}
