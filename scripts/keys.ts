import { existsSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { type ClientKeyAlgorithm, clientKeyAlgorithms } from '../lib/client-key.ts'
import { end, words } from './fail.ts'
import { keyFaults } from './key-faults.ts'
import { changeKeyFile, KeyFileFault, readKeyFile } from './key-file.ts'
import {
  type KeySet,
  type PrivateJwk,
  promoted,
  publicJwk,
  publicPem,
  type Role,
  retired,
  roleOf,
  WrongStep,
  withNewKey,
} from './key-set.ts'
import { projectFolder } from './project-folder.ts'

const help = `npm run keys -- <step> [options]

The keys that prove to the authorization server that a request is ours. The first of the file
signs; the app publishes the public halves of all of them at /.well-known/jwks.json.

Steps, in the order of a rotation:
  new       makes a key. The first signs at once; a further one is published, and waits
  list      shows the keys, and what each is there for
  promote   lets the waiting key sign: not before the authorization server has read it
  retire    takes away the keys that signed before: not before their last assertions have ended

Options:
  --alg ALG        of a new key: ES256 (the default), PS256 or RS256
  --file PATH      the key file; else what OIDC_CLIENT_KEYS_FILE says, here or in .env.local
  --service        the keys of the service client: SERVICE_CLIENT_KEYS_FILE
  --private PATH   new: writes the private key there as well, alone, for you only to read
  --jwks, --pem    list: the public keys and nothing else, as a JWK Set or as PEM
  --json           tells a program what there is

Exit code 0: done. 1: it cannot be done. 2: the command was not understood.`

const steps = { new: null, list: null, promote: promoted, retire: retired } as const
type Step = keyof typeof steps
type Place = Readonly<{ path: string; variable: string; alg: ClientKeyAlgorithm | null }>

const purposes: Record<Role, string> = {
  current: 'current: signs, and is published',
  next: 'next: is published, and does not sign yet',
  previous: 'previous: is published still, and signs no more',
}

function run(): void {
  const { step, options } = understand()
  if (existsSync(inProject('.env.local'))) process.loadEnvFile(inProject('.env.local'))
  const place = placeOf(options)

  const set =
    step === 'list'
      ? readKeyFile(place.path, place.alg)
      : changeKeyFile(place.path, place.alg, changeOf(step, options))
  const made = step === 'new' ? set.at(-1) : undefined

  if (options.jwks) console.log(JSON.stringify({ keys: set.map(publicJwk) }, null, 2))
  else if (options.pem) process.stdout.write(set.map(publicPem).join(''))
  else if (options.json)
    console.log(JSON.stringify({ file: place.path, keys: asJson(set) }, null, 2))
  else console.log([...table(set, place), ...whatNext(step, set, place, made)].join('\n'))
}

function understand() {
  try {
    const { values: options, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        alg: { type: 'string' },
        file: { type: 'string' },
        private: { type: 'string' },
        service: { type: 'boolean' },
        jwks: { type: 'boolean' },
        pem: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const [step, ...rest] = positionals
    if (options.help) return end(help, 0)
    if (!isStep(step) || rest.length > 0)
      return end(`Say one step: new, list, promote or retire.\n\n${help}`, 2)
    return { step, options }
  } catch (error) {
    return end(`${error instanceof Error ? error.message : error}\n\n${help}`, 2)
  }
}

type Options = ReturnType<typeof understand>['options']

function placeOf({ file, service }: Options): Place {
  const client = service ? 'SERVICE_CLIENT' : 'OIDC_CLIENT'
  const variable = `${client}_KEYS_FILE`
  const fallback = service ? '.data/service-keys.json' : '.data/client-keys.json'
  return {
    path: inProject(file ?? (process.env[variable]?.trim() || fallback)),
    variable,
    alg: algorithmNamed(process.env[`${client}_ALG`]?.trim() || undefined),
  }
}

function changeOf(
  step: Exclude<Step, 'list'>,
  { alg, private: alone }: Options,
): (set: KeySet) => KeySet {
  if (step !== 'new') return steps[step]
  const wanted = algorithmNamed(alg) ?? 'ES256'
  return (set) => {
    const longer = withNewKey(set, wanted, Math.floor(Date.now() / 1000))
    // Before the set is kept: a key that could not be written there would be one too many.
    if (alone !== undefined) writePrivate(alone, longer.at(-1))
    return longer
  }
}

function table(set: KeySet, { path }: Place): string[] {
  if (set.length === 0) return [`${shown(path)} has no keys yet.`]
  const rows = set.map(
    (key) => `  ${key.kid}  ${key.alg}  ${madeOn(key)}  ${purposes[roleOf(set, key)]}`,
  )
  return [`${shown(path)}, in order:`, ...rows]
}

function whatNext(step: Step, set: KeySet, { path, variable }: Place, made?: PrivateJwk) {
  const jwks = `${process.env.APP_URL ?? '<APP_URL>'}/.well-known/jwks.json`
  if (step === 'list' && set.length === 0) return ['Make the first: npm run keys -- new']
  if (!made) return []
  return [
    '',
    'Register this key, unless your registration names our JWK Set:',
    `  ${jwks}`,
    '',
    publicPem(made),
    set.length === 1
      ? `Then set ${variable}=${shown(path)}`
      : 'When the authorization server has read it: npm run keys -- promote',
  ]
}

function asJson(set: KeySet) {
  return set.map((key) => ({
    kid: key.kid,
    alg: key.alg,
    role: roleOf(set, key),
    madeAt: madeAt(key),
    publicJwk: publicJwk(key),
  }))
}

function writePrivate(path: string, key: PrivateJwk | undefined): void {
  try {
    writeFileSync(inProject(path), `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx' })
  } catch {
    throw new KeyFileFault(words(keyFaults['private-key-unwritable'], { path }))
  }
}

function algorithmNamed(name: string | undefined): ClientKeyAlgorithm | null {
  if (name === undefined) return null
  const alg = clientKeyAlgorithms.find((known) => known === name)
  return alg ?? end(`The algorithm should be ${clientKeyAlgorithms.join(', ')}.`, 2)
}

const isStep = (step: string | undefined): step is Step =>
  step !== undefined && Object.hasOwn(steps, step)
/** Keys from elsewhere say only which came first. */
const isDated = ({ iat }: PrivateJwk) => iat > 1_000_000_000
const madeAt = (key: PrivateJwk) => (isDated(key) ? new Date(key.iat * 1000).toISOString() : null)
const madeOn = (key: PrivateJwk) => madeAt(key)?.slice(0, 10) ?? 'some day  '
const inProject = (path: string) => (isAbsolute(path) ? path : join(projectFolder, path))
const shown = (path: string) => relative(projectFolder, path).replace(/^\.\.[/\\].*/, path)

try {
  run()
} catch (error) {
  if (error instanceof KeyFileFault || error instanceof WrongStep) end(error.message, 1)
  throw error
}
