import { Bone, Skeleton } from '#app/_ui/skeleton.tsx'

const rows = Array.from({ length: 12 }, (_, index) => `row ${index + 1}`)

export function AccountHeadSkeleton() {
  return (
    <Skeleton>
      <Bone className="h-9 w-64 max-w-full" />
      <Bone className="mt-1 h-6 w-40" />
      <Bone className="mt-6 h-12 w-72 max-w-full" />
      <Bone className="mt-3 h-5 w-52" />
    </Skeleton>
  )
}

export function TransactionsSkeleton() {
  return (
    <Skeleton>
      <Bone className="mt-8 h-64" />
      <Bone className="mt-8 h-5 w-40" />
      {rows.map((row) => (
        <div key={row} className="border-line border-t py-4">
          <Bone className="h-8" />
        </div>
      ))}
    </Skeleton>
  )
}
