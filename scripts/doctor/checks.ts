import type { Check } from './check.ts'
import { authorizationRequest } from './checks/authorization-request.ts'
import { clientAuthentication } from './checks/client-authentication.ts'
import { clientProof } from './checks/client-proof.ts'
import { clock } from './checks/clock.ts'
import { consumerData } from './checks/consumer-data.ts'
import { discovery } from './checks/discovery.ts'
import { endpoints } from './checks/endpoints.ts'
import { hosts } from './checks/hosts.ts'
import { idToken } from './checks/id-token.ts'
import { issuerName } from './checks/issuer-name.ts'
import { keys } from './checks/keys.ts'
import { placeholders } from './checks/placeholders.ts'
import { publishedKeys } from './checks/published-keys.ts'
import { redirectUri } from './checks/redirect-uri.ts'
import { refresh } from './checks/refresh.ts'
import { scopes } from './checks/scopes.ts'
import { secretFiles } from './checks/secret-files.ts'
import { serviceClient } from './checks/service-client.ts'
import { signInSupport } from './checks/sign-in-support.ts'
import { signOut } from './checks/sign-out.ts'
import { store } from './checks/store.ts'
import { variables } from './checks/variables.ts'

/** In the order in which a person would look: what is written here first, then what the servers say. */
export const checks: readonly Check[] = [
  ...[variables, placeholders, hosts, redirectUri, refresh, consumerData],
  ...[keys, secretFiles, store],
  ...[discovery, issuerName, endpoints, signInSupport, idToken, scopes, signOut, clock],
  ...[clientAuthentication, publishedKeys, authorizationRequest, clientProof, serviceClient],
]
