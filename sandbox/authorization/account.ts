import type { FindAccount } from 'oidc-provider'
import type { Realm } from './realm.ts'

/** Which claims a scope brings (OpenID Connect Core §5.4). */
export const claimsOfScopes = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale', 'zoneinfo'],
  email: ['email', 'email_verified'],
}

export function accountOf({ people, claimsOnRequest }: Realm): FindAccount {
  return (_ctx, sub) => {
    const person = people.find((it) => it.sub === sub)
    if (!person) return undefined
    return {
      accountId: person.sub,
      claims: () => ({
        sub: person.sub,
        name: person.name,
        given_name: person.givenName,
        family_name: person.familyName,
        preferred_username: person.email,
        locale: person.locale,
        zoneinfo: person.zoneinfo,
        email: person.email,
        email_verified: true,
        ...claimsOnRequest,
      }),
    }
  }
}
