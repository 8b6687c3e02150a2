import { Bone, Skeleton } from '#app/_ui/skeleton.tsx'

const groups = ['first', 'second', 'third']

export function AccountGroupsSkeleton() {
  return (
    <Skeleton>
      <Bone className="mt-8 h-14 w-44" />
      {groups.map((group) => (
        <div key={group} className="mt-10">
          <Bone className="h-7 w-56" />
          <Bone className="mt-4 h-36" />
        </div>
      ))}
    </Skeleton>
  )
}
