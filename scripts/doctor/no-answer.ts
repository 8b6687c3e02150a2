type Words = readonly [why: string, remedy: string]

/** What a failed call usually means, by the system's word for it in the message of a NoAnswer. */
const meanings: readonly (readonly [RegExp, Words])[] = [
  [
    /ENOTFOUND|EAI_AGAIN/,
    [
      'No server has this name, as far as this machine can tell.',
      'Look for a slip in the host name; then see whether this machine needs a VPN or another DNS.',
    ],
  ],
  [
    /ECONNREFUSED/,
    [
      'The machine is there, and nothing listens on that port.',
      'Check the port; on this machine, start the server first ("npm run sandbox" for the sandbox).',
    ],
  ],
  [
    /CERT|SIGNATURE|SELF_SIGNED|ERR_TLS|UNABLE_TO/,
    [
      'The certificate is not one this machine trusts. A proxy that looks into TLS has this effect.',
      'Give Node.js the certificate of the proxy: NODE_EXTRA_CA_CERTS=<file>. Never switch the check off.',
    ],
  ],
  [
    /redirect/,
    [
      'The app follows no redirects: a secret could be carried somewhere else.',
      'Write the address that the redirect leads to.',
    ],
  ],
  [
    /did not answer|ETIMEDOUT|TIMEOUT/,
    [
      'A firewall that drops the call looks like this, and so does a server in maintenance.',
      'See whether this machine may call out; behind a proxy, set NODE_USE_ENV_PROXY=1 and HTTPS_PROXY.',
    ],
  ],
]

export function meaningOf(reason: string): Words {
  const [, words] = meanings.find(([pattern]) => pattern.test(reason)) ?? []
  return (
    words ?? [
      'Without the server nobody can sign in.',
      'Call the address from this machine yourself.',
    ]
  )
}
