import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sealData, unsealData } from 'iron-session'
import { passwordFor, recordSeal } from '../../lib/session/seal.ts'
import { openSqliteStore } from '../../lib/session/stores/sqlite-store.ts'

/**
 * Copies the session of a cookie, as the app has left it in the file, so many times; answers the cookies of
 * some of the copies. A process of its own, because the store's modules load only as server components do;
 * those of the cookie not even then, so what they do is done here once more.
 *
 * Arguments: file, secret, cookie, how many, how many cookies.
 */
const [file = '', secret = '', cookie = '', count = '0', cookies = '0'] = process.argv.slice(2)
const password = passwordFor('session cookie', secret)
const hashOf = (id: string) => createHash('sha256').update(id).digest('base64url')
const store = openSqliteStore(file, recordSeal([secret]))

const [name = '', sealed = ''] = cookie.split(/=(.*)/s)
const { id } = await unsealData<{ id: string }>(sealed, { password })
const session = await store.find(hashOf(id))
if (!session) throw new Error('there is no such session')

const made: string[] = []
const every = Math.ceil(Number(count) / Number(cookies))
for (let one = 0; one < Number(count); one += 1) {
  const newId = randomBytes(32).toString('base64url')
  await store.create({ ...session, key: randomUUID() }, hashOf(newId))
  if (one % every === 0) made.push(`${name}=${await sealData({ id: newId }, { password })}`)
}
await store.close()
console.log(JSON.stringify(made))
