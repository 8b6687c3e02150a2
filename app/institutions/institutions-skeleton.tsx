import { Bone, Skeleton } from '#app/_ui/skeleton.tsx'

export function InstitutionsSkeleton() {
  return (
    <Skeleton>
      <ul className="mt-8 border-line border-b">
        {['first', 'second', 'third'].map((row) => (
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
