import { Bone, Skeleton } from '#app/_ui/skeleton.tsx'

export function HeadingSkeleton() {
  return (
    <Skeleton>
      <Bone className="h-9 w-64 max-w-full" />
      <Bone className="mt-1 h-6 w-16" />
    </Skeleton>
  )
}

export function SectionSkeleton({ lines }: { lines: number }) {
  return (
    <Skeleton>
      <Bone className="h-7 w-40" />
      <div className="mt-4">
        {Array.from({ length: lines }, (_, index) => `line ${index + 1}`).map((line) => (
          <div key={line} className="border-line border-t py-3">
            <Bone className="h-6" />
          </div>
        ))}
      </div>
    </Skeleton>
  )
}
