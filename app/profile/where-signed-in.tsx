import type { ReactNode } from 'react'
import { Moment } from '#app/_ui/moment.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { getMySessions, type MySession } from '#lib/data/my-sessions.ts'

/** The person's sessions, this one first, and a way to end the others. */
export async function WhereSignedIn({ flag }: { flag: unknown }) {
  const sessions = await getMySessions()
  if (sessions === null) return null
  const { here, elsewhere, more } = sessions
  const others = elsewhere.length + more

  return (
    <section id="sessions" aria-labelledby="sessions-heading" className="mt-12">
      <h2 id="sessions-heading">Where you are signed in</h2>
      {flag === 'ended' && others === 0 && (
        // Whoever may have written the address: it is so.
        <Notice>You are signed out everywhere else. What was open there shows nothing more.</Notice>
      )}
      <ul className="mt-4 border-line border-b">
        <Place session={here}>This browser</Place>
        {elsewhere.map((session, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once, and never moves.
          <Place key={place} session={session} />
        ))}
      </ul>
      {more > 0 && <p className="mt-4">And {more} more.</p>}
      {others === 0 ? (
        <p className="mt-4 text-ink-soft">You are signed in nowhere else.</p>
      ) : (
        <form method="post" action="/auth/logout/elsewhere" className="mt-4">
          <button type="submit" className="button button-quiet">
            Sign out everywhere else
          </button>
        </form>
      )}
    </section>
  )
}

function Place({ session, children }: { session: MySession; children?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-t py-3">
      <div>
        <p className="font-strong">{session.device ?? 'Unknown browser'}</p>
        <p className="text-ink-soft text-small">
          Signed in <Moment at={session.signedInAt} />
        </p>
      </div>
      {children && <p className="text-good">{children}</p>}
    </li>
  )
}
