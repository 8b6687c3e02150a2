import { PageLink } from '#app/_ui/page-link.tsx'

/** Without a service account nothing is asked of anybody: what it would be for, and what to set. */
export function NoService({ institutionName }: { institutionName: string | null }) {
  return (
    <div className="max-w-prose">
      <p className="mt-2">
        With a service account Foyer does work that is nobody’s in particular, as itself and for one
        institution at a time.{' '}
        {institutionName === null ? (
          'None is configured here, so nothing was asked of anybody.'
        ) : (
          <>
            None is configured for <bdi>{institutionName}</bdi>, so nothing was asked of anybody.
          </>
        )}
      </p>
      <h2 className="mt-8">To have one</h2>
      <ol className="mt-2 list-decimal space-y-2 ps-6">
        <li>
          Make a key with <Code>npm run keys -- new --service</Code>.
        </li>
        <li>
          Have the institution’s administrator make an External Application of the kind “service
          account”, with the public key, an associated user, and the scope{' '}
          <Code>https://jackhenry.com/consumer-user-search</Code>.
        </li>
        <li>
          Set <Code>SERVICE_CLIENT_ID</Code> and <Code>SERVICE_CLIENT_KEYS_FILE</Code>. An
          institution with a client id of its own names it as <Code>service</Code> in its entry of{' '}
          <Code>INSTITUTIONS_FILE</Code>.
        </li>
        <li>
          See what is granted with <Code>npm run service:token</Code>.
        </li>
      </ol>
      <p className="mt-6">
        <PageLink href="/institutions" className="link">
          Back to the institutions
        </PageLink>
      </p>
    </div>
  )
}

function Code({ children }: { children: string }) {
  return <code className="wrap-anywhere font-mono text-small">{children}</code>
}
