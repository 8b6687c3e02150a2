import type { Secret, Unseen } from '#lib/inspector/unseen.ts'

const why: Readonly<Record<Secret, string>> = {
  'access token': 'opens the API',
  'ID token': 'says who the person is',
  'refresh token': 'renews the others',
  'code verifier': 'makes the code worthless to anybody else',
  'client assertion': 'proves, with a private key, that Foyer is asking',
  'client secret': 'proves that Foyer is asking',
  'logout token': 'says whose session is over',
}

/** What the whole arrangement is for: in a line or two, and beside the diagram where there is room. */
export function NeverSeen({ unseen, isAside }: { unseen: readonly Unseen[]; isAside: boolean }) {
  const [list, reason] = isAside ? ['2xl:grid', 'hidden 2xl:block'] : ['', 'hidden']

  return (
    <section
      aria-labelledby="never-seen"
      className="rounded-box border-2 border-back-channel border-dashed bg-hidden px-5 py-4"
    >
      <h2 id="never-seen">What the browser never saw</h2>
      {unseen.length === 0 ? (
        <p className="mt-1">No secret travelled between servers in this flow.</p>
      ) : (
        <>
          <ul className={`mt-2 flex flex-wrap gap-x-6 gap-y-1 ${list}`}>
            {unseen.map(({ what, count }) => (
              <li key={what} className="flex gap-2">
                <span className="font-strong tabular-nums">{count}</span>
                <span>
                  {what}
                  {count > 1 && 's'}
                  <span className={`text-small ${reason}`}>{why[what]}</span>
                </span>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-small">
            Counted in what was sent: each is known again by its mark, and none of them passed
            through the browser.
          </p>
        </>
      )}
    </section>
  )
}
