import { readFileSync } from 'node:fs'
import { z } from 'zod'
import {
  anyText,
  apiBase,
  issuerIdentifier,
  metadataAddress,
  oneOf,
  openidScope,
  parameterName,
  sentParameters,
  visibleScope,
  visibleText,
} from './env-values.ts'
import { isInstitutionId } from './institutions/institution-id.ts'

const mostEntries = 10_000

const service = z
  .strictObject({
    clientId: visibleText('a client id'),
    scope: visibleScope.optional(),
  })
  .describe('an object with clientId, and scope if need be')

/** One institution as INSTITUTIONS_FILE writes it; what it leaves out comes from the environment. */
const entry = z.strictObject({
  institutionId: z
    .string()
    .refine(isInstitutionId)
    .describe('letters, digits and . _ ~ - only, and not "zero"'),
  name: z.string().trim().min(1).max(200).describe('a name of at most 200 characters'),
  issuer: issuerIdentifier.optional(),
  discoveryUrl: metadataAddress.optional(),
  clientId: visibleText('a client id').optional(),
  clientAuth: oneOf('client_secret_post', 'client_secret_basic', 'private_key_jwt').optional(),
  clientSecretEnv: z
    .string()
    .regex(/^[A-Za-z_]\w{0,127}$/)
    .refine((name) => !/^(SESSION_SECRET|(OIDC|SERVICE)_CLIENT_KEYS)(_FILE)?$/.test(name))
    .describe('the name of the variable that holds the secret, and no other secret of the app')
    .optional(),
  scope: openidScope.optional(),
  institutionParameter: parameterName.nullable().optional(),
  institutionClaim: visibleText('the name of a claim').nullable().optional(),
  parameters: z
    .record(z.string(), z.string().max(1024))
    .refine((given) => Object.keys(given).every((name) => !sentParameters.includes(name)))
    .describe('an object of request parameters that are not taken, with texts')
    .optional(),
  claims: z
    .strictObject({ id_token: z.looseObject({}), userinfo: z.looseObject({}) })
    .partial()
    .describe('an object with id_token or userinfo (OpenID Connect Core §5.5)')
    .optional(),
  api: oneOf('enterprise', 'consumer').optional(),
  apiUrl: apiBase.optional(),
  service: service.optional(),
})

/** `number` says which of the file it is, from 1. */
export type WrittenEntry = z.output<typeof entry> & Readonly<{ number: number }>

/** What an entry may say, in the order in which docs/institutions.md explains it. */
export const entryMembers: readonly string[] = Object.keys(entry.shape)

/**
 * Reads INSTITUTIONS_FILE. What is wrong goes to `faults`, by entry and member, never with a value.
 *
 * @param path null where there is no such file: then there are no entries
 * @returns the entries that could be read
 */
export function readWrittenEntries(path: string | null, faults: string[]): readonly WrittenEntry[] {
  if (path === null) return []
  const written = parseFile(path)
  if (written === undefined) {
    faults.push('INSTITUTIONS_FILE should be the path of a JSON file that can be read')
    return []
  }
  if (!Array.isArray(written) || written.length === 0 || written.length > mostEntries) {
    faults.push(`INSTITUTIONS_FILE should hold a JSON array of 1 to ${mostEntries} institutions`)
    return []
  }

  const entries = written.flatMap((value, index) => {
    const parsed = entry.safeParse(value)
    if (parsed.success) return [{ ...parsed.data, number: index + 1 }]
    faults.push(...new Set(parsed.error.issues.map((issue) => faultOf(index, issue))))
    return []
  })

  const ids = entries.map(({ institutionId }) => institutionId)
  if (new Set(ids).size < ids.length) {
    faults.push('INSTITUTIONS_FILE has two entries with one institutionId')
  }
  return entries
}

function faultOf(index: number, { path, code, ...issue }: z.core.$ZodIssue): string {
  const where = `INSTITUTIONS_FILE, entry ${index + 1}`
  if (code === 'unrecognized_keys' && path.length === 0) {
    return `${where}: there is no member ${(issue as { keys?: string[] }).keys?.join(', ')}`
  }
  const [member] = path
  if (member === undefined) return `${where} should be an object`
  const shape: Record<string, z.ZodType> = entry.shape
  return `${where}: ${String(member)} should be ${describe(shape[String(member)])}`
}

function describe(value: z.ZodType | undefined): string {
  if (value instanceof z.ZodOptional || value instanceof z.ZodNullable) {
    return value.description ?? describe(value.unwrap() as z.ZodType)
  }
  return value?.description ?? anyText('another value').description ?? ''
}

/** Whether there is an entry, and all of them say what is asked for. */
export function isEvery(
  written: readonly WrittenEntry[],
  says: (it: WrittenEntry) => unknown,
): boolean {
  return written.length > 0 && written.every(says)
}

function parseFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
