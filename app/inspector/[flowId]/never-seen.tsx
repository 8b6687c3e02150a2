import type { Secret, Unseen } from '#lib/inspector/unseen.ts'

const why: Readonly<Record<Secret, string>> = {
  'access token': 'opens the API',
  'ID token': 'says who the person is',
  'refresh token': 'renews the others',
  'code verifier': 'makes the code worthless to anybody else',
  'client assertion': 'proves, with a private key, that Foyer is asking',
  'client secret': 'proves that Foyer is asking',
}

/** What the whole arrangement is for. */
export function NeverSeen({ unseen }: { unseen: readonly Unseen[] }) {
  return (
    <section
      aria-labelledby="never-seen"
      className="rounded-box border-2 border-back-channel border-dashed bg-hidden p-5"
    >
      <h2 id="never-seen">What the browser never saw</h2>
      {unseen.length === 0 ? (
        <p className="mt-2">No secret travelled between the servers in this flow.</p>
      ) : (
        <ul className="mt-3 grid gap-x-8 gap-y-2 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-1">
          {unseen.map(({ what, count }) => (
            <li key={what} className="flex gap-3">
              <span className="min-w-5 text-end font-strong tabular-nums">{count}</span>
              <span>
                <span className="font-strong">
                  {what}
                  {count > 1 && 's'}
                </span>
                <span className="block text-small">{why[what]}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-4 text-small">
        Counted in what was sent: each is known again by its mark, and none of them passed through
        the browser.
      </p>
    </section>
  )
}
