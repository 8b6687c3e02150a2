import { beforeEach, expect, test } from 'vitest'
import { discover } from '#lib/oauth/discovery.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { registrationAt, startIssuer } from '#lib/testing/issuer.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

beforeEach(() => {
  startApp({ OIDC_ISSUER: 'https://issuer.test' })
})

test('a form may lead to our own pages and to the issuer, wherever its endpoints are', async () => {
  await startIssuer({ metadata: { end_session_endpoint: 'https://leave.issuer.test/end' } })
  await discover(registrationAt())

  expect(contentSecurityPolicy('n')).toContain(
    "form-action 'self' https://issuer.test https://leave.issuer.test;",
  )
})

test('what an issuer calls its endpoints adds nothing to the policy but their origins', async () => {
  await startIssuer({ metadata: { authorization_endpoint: 'https://x;sandbox/auth' } })
  await discover(registrationAt())

  const policy = contentSecurityPolicy('n')
  expect(policy).not.toContain('sandbox')
  expect(policy).toContain("form-action 'self' https://issuer.test;")
})
