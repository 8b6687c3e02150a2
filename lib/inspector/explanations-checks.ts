import { type Explanation, openid, rfc } from './explanation.ts'

const idToken = openid('Core §3.1.3.7', 'openid-connect-core-1_0.html#IDTokenValidation')
const logoutToken = openid(
  'Back-Channel Logout §2.6',
  'openid-connect-backchannel-1_0.html#Validation',
)
const refreshed = openid('Core §12.2', 'openid-connect-core-1_0.html#RefreshTokenResponse')

/** By the name of the check: what it is good for, and which paragraph asks for it. */
export const checks: Readonly<Record<string, Explanation>> = {
  'state is of this browser': {
    text: 'The answer has to belong to a sign-in that this very browser began. Otherwise somebody could slip their own answer into your browser, and you would be signed in as them.',
    specification: rfc(6749, '10.12'),
  },
  'sign-in is in time': {
    text: 'A sign-in has to finish within ten minutes. An answer that lay about for longer may have been in other hands.',
    specification: rfc(6749, '10.12'),
  },
  'state is used once': {
    text: 'An answer counts once. Whoever copies the address of the callback, or goes back to it, gets nothing.',
    specification: rfc(6749, '10.5'),
  },
  'iss is there': {
    text: 'The answer has to say which authorization server it comes from. Without that, one server could pass off its answer as that of another.',
    specification: rfc(9207, '2.4'),
  },
  'authorization response': {
    text: 'A library holds state and iss against what was sent, and looks for an error. Only then is the code worth sending on.',
    specification: rfc(6749, '4.1.2'),
  },
  'token response': {
    text: 'A library checks that the answer has the right shape, that nothing in it is for another client, and the nonce of its ID token. It comes to one verdict on all of it.',
    specification: openid('Core §3.1.3.5', 'openid-connect-core-1_0.html#TokenResponseValidation'),
  },
  'token type': {
    text: 'The token has to be one that whoever holds it may use. Foyer proves possession of no key, so a token that demands one is not for it.',
    specification: rfc(6749, '7.1'),
  },
  'signature and claims of the ID token': {
    text: 'A key of the issuer has to have signed the token, for this client, a short while ago. A library comes to one verdict on signature, issuer, audience and times.',
    specification: idToken,
  },
  'typ of the ID token': {
    text: 'The header has to say that this is an ordinary JWT. A token made for another purpose, such as a logout, must not pass for an ID token.',
    specification: rfc(8725, '3.11'),
  },
  'aud of the ID token': {
    text: 'The token has to be for this client and for nobody else. Whoever else it was made for could sign in here with it.',
    specification: idToken,
  },
  'azp of the ID token': {
    text: 'Where the token names who may use it, that has to be this client. A server may leave this claim out.',
    specification: idToken,
  },
  'at_hash of the ID token': {
    text: 'Where the ID token carries a hash of the access token, it has to be that of the one that came with it. So nobody can have exchanged one of the two.',
    specification: openid('Core §3.1.3.8', 'openid-connect-core-1_0.html#CodeFlowTokenValidation'),
  },
  'sub of the ID token': {
    text: 'The token has to name somebody. The library lets an empty name pass.',
    specification: openid('Core §2', 'openid-connect-core-1_0.html#IDToken'),
  },
  'signature and claims of the access token': {
    text: 'Foyer reads the institution out of the access token, so it checks first that the issuer signed it. A claim that nobody vouches for is worth nothing.',
    specification: rfc(9068, '4'),
  },
  institution: {
    text: 'The institution in the tokens has to be the one that was asked for. Otherwise a page of one bank would show the accounts of another.',
    specification: idToken,
  },
  person: {
    text: 'The tokens of an institution have to be for the person who is already signed in. Otherwise two people would share one session.',
    specification: openid('Core §2', 'openid-connect-core-1_0.html#IDToken'),
  },
  'sub of the new ID token': {
    text: 'Renewed tokens have to be for the same person as before. No library compares the two.',
    specification: refreshed,
  },
  'nonce of the new ID token': {
    text: 'Where a renewed ID token has a nonce, it has to be that of the sign-in. Another one belongs to another sign-in.',
    specification: refreshed,
  },
  'sub of the new access token': {
    text: 'A renewed access token has to be for the same person as the one before. It is only compared where both say whom they are for.',
    specification: refreshed,
  },
  'signature and claims of the logout token': {
    text: 'Anybody can call this address, so only the signature shows that the issuer did. A library comes to one verdict on signature, issuer, audience and times.',
    specification: logoutToken,
  },
  'jti of the logout token': {
    text: 'A notice needs a name of its own. By it, the same notice is known when it comes again.',
    specification: logoutToken,
  },
  'events of the logout token': {
    text: 'The token has to say that it is about a logout. An ID token, which the same issuer signs, does not.',
    specification: logoutToken,
  },
  'nonce of the logout token': {
    text: 'A logout token has no nonce. One that has could be passed off as an ID token, or is one.',
    specification: logoutToken,
  },
  'sid of the logout token': {
    text: 'Where the notice names a session, the name has to be a text. By it, Foyer finds the sessions that began there.',
    specification: logoutToken,
  },
  'sub of the logout token': {
    text: 'The notice has to name a session or a person. Otherwise nobody knows whom to sign out.',
    specification: logoutToken,
  },
  'jti is used once': {
    text: 'A notice counts once. Somebody who recorded it cannot sign the person out again with it.',
    specification: logoutToken,
  },
}
