import { authorizeAddress } from '#app/_ui/addresses.ts'

/** What to do for somebody who may enter nothing. */
export function NoInstitution() {
  return (
    <div className="mt-8">
      <h2>No institution is open to you yet</h2>
      <p className="mt-2">
        Your sign-in worked, but no institution has given you access. Ask the administrator of yours
        to add you, then load this page again.
      </p>
      <p className="mt-6">
        <a
          href={authorizeAddress({ account: 'other', returnTo: '/institutions' })}
          className="button button-quiet"
        >
          Use another account
        </a>
      </p>
    </div>
  )
}
