import type { ServerResponse } from 'node:http'
import { expect } from 'vitest'
import { newFolder } from './doctor-client.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

export const metadataPath = '/.well-known/openid-configuration'

const wellBehaved = {
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
  scopes_supported: [
    ...['openid', 'profile', 'email', 'offline_access'],
    'https://jackhenry.com/account-services/accounts.read',
  ],
}

type Answer = (response: ServerResponse) => unknown
type Answers = Readonly<Record<string, Answer>>

/** A server that behaves well but for these members of its metadata and these answers. */
export async function startServer(metadata: Record<string, unknown> = {}, answers: Answers = {}) {
  const traits = { metadata: { ...wellBehaved, ...metadata } }
  const issuer = await startScriptedIssuer('canary', traits)
  issuer.script.answer = Object.fromEntries(
    Object.entries(answers).map(([path, answer]) => [path, (_request, it) => void answer(it)]),
  ) satisfies ScriptedIssuer['script']['answer']
  return { issuer, variables: variablesFor(issuer) }
}

function variablesFor(issuer: ScriptedIssuer): Record<string, string> {
  return {
    APP_URL: 'http://localhost:3000',
    SESSION_SECRET: 's'.repeat(32),
    SESSION_FILE: `${newFolder()}/sessions.db`,
    ...issuer.clientEnv,
  }
}

export function json(status: number, body: object): Answer {
  return (it) =>
    it.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export function page(status: number, text: string): Answer {
  return (it) => it.writeHead(status, { 'content-type': 'text/html' }).end(`<p>${text}</p>`)
}

export function redirect(location: string): Answer {
  return (it) => it.writeHead(303, { location }).end()
}

/** A finding that says what is wrong, why it matters and what to do. */
export function finding(status: 'fault' | 'warning', what: RegExp) {
  return expect.objectContaining({
    status,
    what: expect.stringMatching(what),
    why: expect.stringMatching(/\w/),
    remedy: expect.stringMatching(/\w/),
  })
}
