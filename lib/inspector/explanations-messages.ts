import { type Explanation, openid, rfc } from './explanation.ts'

/** By path, for those with a part in the protocol. */
export const requests: Readonly<Record<string, Explanation>> = {
  '/auth/authorize': {
    text: 'The browser asks Foyer to begin. Foyer makes state, nonce and code verifier afresh, and keeps them in an encrypted cookie that only it can read.',
    specification: rfc(6749, '4.1.1'),
  },
  '/auth/callback': {
    text: 'The authorization server sent the browser back with a code, which is good for one use and a short time. Whoever sees it in the address can do nothing with it: it takes the code verifier and Foyer’s private key to trade it.',
    specification: rfc(6749, '4.1.2'),
  },
  '/auth/refresh': {
    text: 'The person asks for fresh tokens before the old ones end. The browser only asks; the tokens stay on the server.',
    specification: rfc(6749, '6'),
  },
  '/auth/logout': {
    text: 'The person signs out, which is a POST, so that no link or picture can do it for them. The session ends here first, before anybody else is asked.',
    specification: openid('RP-Initiated Logout §2', 'openid-connect-rpinitiated-1_0.html#RPLogout'),
  },
  '/auth/logout/elsewhere': {
    text: 'The person ends their sessions in other browsers. Each ends on the server, where the tokens are.',
    specification: null,
  },
  '/auth/backchannel-logout': {
    text: 'The authorization server itself tells Foyer that somebody signed out there. No browser takes part: it may be closed already.',
    specification: openid(
      'Back-Channel Logout §2.5',
      'openid-connect-backchannel-1_0.html#BCRequest',
    ),
  },
}

export const pageRequest: Explanation = {
  text: 'The browser asks for a page. It shows its session cookie, and nothing that would open an API.',
  specification: rfc(6265, '4.1.2'),
}

/** By where the browser is sent. */
export const answers = {
  issuer: {
    text: 'Foyer sends the browser to the authorization server, with a request in the address. What is in it anybody may see: the challenge is only the hash of the code verifier.',
    specification: rfc(7636, '4.3'),
  },
  here: {
    text: 'Foyer sends the browser on to a page of its own. The address with the code is left behind, and out of the history.',
    specification: rfc(9110, '15.4.4'),
  },
  page: {
    text: 'Foyer answers. The browser gets what there is to see, and no token.',
    specification: rfc(9110, '15'),
  },
  machine: {
    text: 'Foyer tells the authorization server whether it understood. It says no more than that to anybody who may have called.',
    specification: openid(
      'Back-Channel Logout §2.8',
      'openid-connect-backchannel-1_0.html#BCResponse',
    ),
  },
} as const satisfies Record<string, Explanation>

/** By what is asked for; of a token request, the grant type. */
export const calls = {
  authorization_code: {
    text: 'Foyer trades the code for tokens, server to server. It proves that it began this sign-in with the code verifier, and who it is with a signature of its private key.',
    specification: rfc(7636, '4.5'),
  },
  refresh_token: {
    text: 'Foyer trades the refresh token for fresh tokens. A server that rotates takes the old one once: a second use shows that somebody else has it.',
    specification: rfc(9700, '4.14.2'),
  },
  client_credentials: {
    text: 'Foyer asks for a token for itself, on behalf of nobody. Its signed assertion takes the place of a password.',
    specification: rfc(7523, '2.2'),
  },
  'revocation request': {
    text: 'Foyer asks the authorization server to forget a refresh token. Whatever it answers, Foyer has forgotten it already.',
    specification: rfc(7009, '2.1'),
  },
  'metadata request': {
    text: 'The authorization server describes itself: where its addresses are, and what it can do. Foyer believes it only if it names the issuer that was configured.',
    specification: openid('Discovery §4', 'openid-connect-discovery-1_0.html#ProviderConfig'),
  },
  'key request': {
    text: 'Foyer reads the public keys by which signatures are checked. They are kept for ten minutes, and read again for a key nobody has heard of.',
    specification: rfc(7517, '5'),
  },
  API: {
    text: 'Foyer calls the API for the person, with the access token of the institution whose page it is. The token says who it is for; the API decides what it opens.',
    specification: rfc(6750, '2.1'),
  },
} as const satisfies Record<string, Explanation>

/** By the name of the event. */
export const lines: Readonly<Record<string, Explanation>> = {
  'sign-in': {
    text: 'Every check has passed, and a session begins. The log names the session by a label that opens nothing, and not the person.',
    specification: null,
  },
  'institution-entered': {
    text: 'The grant of an institution joined the session. Each institution has tokens of its own beside the others’.',
    specification: null,
  },
  refresh: {
    text: 'The new tokens passed their checks, and took the place of the old ones. However many pages asked at once, there was one request.',
    specification: null,
  },
  logout: {
    text: 'The session is gone from the server. A copy of its cookie opens nothing.',
    specification: null,
  },
  'backchannel-logout': {
    text: 'The notice was believed, and the sessions it speaks of are over. The browsers learn of it when they ask next.',
    specification: null,
  },
  refusal: {
    text: 'A check failed or a server refused, and the flow ends here. The person sees the same reference as this line of the log.',
    specification: null,
  },
}

export const anyLine: Explanation = {
  text: 'A line of the log, as it was written. Neither a token nor a name gets into it.',
  specification: null,
}
