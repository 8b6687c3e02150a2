import type { Provider } from 'oidc-provider'

type KeyStore = { freshUntil?: number }

/**
 * The engine keeps the key set of a client as long as the client's cache headers allow, and a minute at
 * least. Here there is a longest time besides, so that a rotation of keys can be watched.
 */
export function keepClientKeysFor({ Client }: Provider, seconds: number): void {
  const find = Client.find
  Client.find = async (id) => {
    const client = await find.call(Client, id)
    const store = (client as { asymmetricKeyStore?: KeyStore } | undefined)?.asymmetricKeyStore
    if (store?.freshUntil) {
      store.freshUntil = Math.min(store.freshUntil, Math.floor(Date.now() / 1000) + seconds)
    }
    return client
  }
}
