import { getEnvironmentLabel } from '#lib/data/environment.ts'

/** Says on every page that this is not the real thing, wherever it is not. */
export function EnvironmentBar() {
  const label = getEnvironmentLabel()
  if (label === null) return null

  return (
    <aside
      aria-label="Environment"
      className="border-line border-b bg-warn-soft px-4 py-1 text-center text-small text-warn"
    >
      <bdi>{label}</bdi>
    </aside>
  )
}
