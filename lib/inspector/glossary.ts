/** What a claim or a member of a token's header says: in general, and with Jack Henry. */
const meanings: Readonly<Record<string, string>> = {
  alg: 'How it is signed. ES256, PS256 and RS256 are believed here; Garden signs ID tokens with ES256 since 2026.',
  typ: 'What kind of token this is, so that one kind cannot pass for another.',
  kid: 'Which of the issuer’s public keys checks the signature.',
  iss: 'Who made it. For consumers each bank’s host is an issuer of its own; employees share one.',
  sub: 'Whom it is about. In paths of the APIs this is the userId; an e-mail address is not.',
  aud: 'Whom it is for: of an ID token the client, of an access token the API.',
  azp: 'Which client may use it, where several could.',
  client_id: 'Which client asked for it. With Jack Henry there may be one for each institution.',
  exp: 'When it ends, in seconds since 1970. Access tokens live ten minutes.',
  iat: 'When it was made, in seconds since 1970.',
  nbf: 'Not good before this time, in seconds since 1970.',
  auth_time: 'When the person last showed who they are.',
  nonce: 'Made by Foyer for one sign-in, and repeated here: this token is of that sign-in.',
  at_hash: 'Half a hash of the access token that came with it: the two belong together.',
  sid: 'The session at the authorization server. A back-channel logout names it.',
  jti: 'A name for this one token.',
  events: 'What a logout token is about.',
  scope:
    'What the person agreed to and the client may ask for. It binds the client; the person needs permission too.',
  institutionId: 'The institution the token is for. It opens that one and no other.',
  grant: 'The sandbox’s own: which consent this token came from.',
  acr: 'How sure the server is of the person.',
  amr: 'By what means they showed who they are.',
  name: 'The person’s name, as scope profile brings it.',
  given_name: 'First name.',
  family_name: 'Last name.',
  middle_name: 'Middle name.',
  preferred_username:
    'What they sign in with: for employees, the e-mail address. No id, it may change.',
  email: 'An e-mail address, as scope email brings it. No id, it may change.',
  email_verified: 'Whether the server has checked that the address is theirs.',
  picture: 'Where there is a picture of them.',
  locale: 'Their language and region.',
  zoneinfo: 'Their time zone.',
  updated_at: 'When this was last changed.',
  birthdate: 'Date of birth; masked here.',
  phone_number: 'Telephone number; masked here.',
  address: 'Postal address; masked here.',
}

/** Claims of the consumer API come only where the `claims` parameter asks for them. */
const consumerClaims = 'https://api.banno.com/consumer/claim/'
const consumerMeanings: Readonly<Record<string, string>> = {
  institution_id: 'The bank the person signed in at. It comes only when it is asked for.',
  institution_details: 'Name and more of that bank. It comes only when it is asked for.',
  masked_accounts:
    'The person’s accounts by their last digits. It comes only when it is asked for.',
  customer_identifier:
    'The bank’s number for this customer, good within one bank only. The bank has to allow it.',
}

/** What a claim says; null for one that is not known here. */
export function meaningOf(claim: string): string | null {
  if (claim.startsWith(consumerClaims)) {
    const name = claim.slice(consumerClaims.length)
    return Object.hasOwn(consumerMeanings, name) ? (consumerMeanings[name] ?? null) : null
  }
  return Object.hasOwn(meanings, claim) ? (meanings[claim] ?? null) : null
}
