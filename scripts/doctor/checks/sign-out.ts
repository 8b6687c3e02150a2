import { type Check, ofEachServer } from '../check.ts'
import { type Finding, ok, warning } from '../finding.ts'

export const signOut: Check = {
  name: 'sign-out',
  looksAt: 'whether a sign-out can end the session there, and tokens can be revoked',
  examine: ofEachServer((metadata) => {
    const found = [
      ...(metadata.end_session_endpoint ? [] : [noEnd]),
      ...(metadata.revocation_endpoint ? [] : [noRevocation]),
    ]
    return found.length > 0 ? found : [ok('the session can be ended, and tokens revoked')]
  }),
}

const noEnd: Finding = warning(
  'the server names no end_session_endpoint',
  'Signing out ends the session here only: the next sign-in may ask for no password.',
  'Nothing can be set here. Tell people to sign out at the bank too.',
)

const noRevocation: Finding = warning(
  'the server names no revocation_endpoint',
  'A refresh token stays good there after a sign-out. The app forgets it all the same.',
  'Nothing can be set here.',
)
