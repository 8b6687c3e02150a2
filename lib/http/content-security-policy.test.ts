import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { discover } from '#lib/oauth/discovery.ts'
import { newSessionFile, startApp } from '#lib/session/testing/app.ts'
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

test('only what carries the nonce of this answer runs', () => {
  const policy = contentSecurityPolicy('one')
  expect(policy).toContain("script-src 'nonce-one' 'strict-dynamic';")
  expect(policy).toContain("style-src 'self' 'nonce-one';")
  expect(contentSecurityPolicy('two')).toBe(policy.replaceAll('nonce-one', 'nonce-two'))
})

test.each([
  [19, 'https://issuer.test https://bank-0.test', 'https:;'],
  [20, 'https:;', 'https://bank-0.test'],
])(
  'beside our own, %d banks with an issuer of their own are named as %s',
  (count, named, other) => {
    const file = join(newSessionFile(), '../institutions.json')
    const banks = Array.from({ length: count }, (_, at) => ({
      institutionId: `bank-${at}`,
      name: 'A bank',
      issuer: `https://bank-${at}.test`,
      clientSecretEnv: 'A_SECRET',
    }))
    writeFileSync(file, JSON.stringify(banks))
    startApp({ INSTITUTIONS_FILE: file, A_SECRET: 'hush' })

    const policy = contentSecurityPolicy('n')
    expect(policy).toContain(`form-action 'self' ${named}`)
    expect(policy).not.toContain(other)
  },
)
