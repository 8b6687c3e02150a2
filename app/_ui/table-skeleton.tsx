import { Bone, Skeleton } from './skeleton.tsx'

const rows = Array.from({ length: 25 }, (_, index) => `row ${index + 1}`)

/** Where a table will be, with as many rows as one page of it has, so that what follows stays where it is. */
export function TableSkeleton() {
  return (
    <Skeleton>
      <div className="mt-8 border-line border-b">
        <Bone className="mb-2 ms-auto h-5 w-28" />
        <div className="hidden h-9 md:block" />
        {rows.map((row) => (
          <div
            key={row}
            className="grid h-44 content-start gap-3 border-line border-t py-4 md:h-[4.3125rem] md:grid-cols-[3fr_1fr_1fr] md:gap-6"
          >
            <Bone className="h-5 max-w-64" />
            <Bone className="h-5" />
            <Bone className="h-5" />
          </div>
        ))}
      </div>
    </Skeleton>
  )
}
