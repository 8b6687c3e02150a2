/** A flow to take along. Both open elsewhere; nothing is in them that is not on these pages. */
export function PresenterExports({ flowId }: { flowId: string }) {
  return (
    <p className="mt-4 text-ink-soft text-small">
      Take this flow along as{' '}
      <a href={`/inspector/${flowId}/markdown`} className="link">
        Markdown
      </a>{' '}
      with a diagram, or as{' '}
      <a href={`/inspector/${flowId}/har`} className="link">
        HAR
      </a>{' '}
      for the network panel of a browser. Both are masked.
    </p>
  )
}
