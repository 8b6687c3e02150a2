import { type Account, accountStatuses, accountTypes } from '../account.ts'
import { badRequest } from './error.ts'

type Fields = Readonly<Record<string, unknown>>

/** What may be searched for, as `POST /accounts/inquiry` takes it. */
type Inquiry = Readonly<{
  query: string
  status: Account['status'] | null
  offset: number
  limit: number
}>

/** What a person may change about an account. */
export type AccountChanges = Partial<Omit<Account, 'id' | 'maskedNumber' | 'version'>>

const editable = {
  name: (value: unknown) => isText(value, 200),
  type: (value: unknown) => accountTypes.some((type) => type === value),
  status: (value: unknown) => accountStatuses.some((status) => status === value),
  customerName: (value: unknown) => isText(value, 200),
  currency: (value: unknown) => typeof value === 'string' && /^[A-Z]{3}$/.test(value),
  openedDate: isDate,
  maturityDate: (value: unknown) => value === null || isDate(value),
}
const fixed = ['id', 'maskedNumber', 'version'] as const

/** @throws {ApiError} 400 */
export function readInquiry(body: unknown): Inquiry {
  const { query = '', status = null, offset = 0, limit = 25, ...others } = fields(body)
  refuseOthers(others)
  if (typeof query !== 'string' || query.length > 200) {
    throw badRequest('query must be text of at most 200 characters.')
  }
  const known = accountStatuses.find((it) => it === status)
  if (status !== null && !known) {
    throw badRequest(`status must be one of ${accountStatuses.join(', ')}.`)
  }
  if (!isWhole(offset, 0, 1_000_000)) throw badRequest('offset must be a whole number from 0.')
  if (!isWhole(limit, 1, 100)) throw badRequest('limit must be a whole number from 1 to 100.')
  return { query, status: known ?? null, offset, limit }
}

/**
 * A whole account (PUT) or a part of one (PATCH). What is fixed may be named in a part, and must be in a
 * whole, but cannot be changed. Balances are no part of an account: they change by themselves.
 *
 * @throws {ApiError} 400
 */
export function readAccountChanges(
  body: unknown,
  current: Account,
  extent: 'whole' | 'part',
): AccountChanges {
  const given = fields(body)
  for (const name of fixed) {
    const isAsBefore = name in given ? given[name] === current[name] : extent === 'part'
    if (!isAsBefore) throw badRequest(`${name} is missing or was changed.`)
  }
  return readChanges(given, Object.keys(editable), extent, fixed)
}

/** The dates of an account, nothing else. @throws {ApiError} 400 */
export function readDateChanges(body: unknown): AccountChanges {
  return readChanges(fields(body), ['openedDate', 'maturityDate'], 'part', [])
}

function readChanges(
  given: Fields,
  names: readonly string[],
  extent: 'whole' | 'part',
  ignored: readonly string[],
): AccountChanges {
  const checks = Object.entries(editable).filter(([name]) => names.includes(name))
  refuseOthers(omit(given, [...names, ...ignored]))
  for (const [name, isValid] of checks) {
    if (name in given ? !isValid(given[name]) : extent === 'whole') {
      throw badRequest(`${name} is missing or not valid.`)
    }
  }
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)))
}

function fields(body: unknown): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('The body must be a JSON object.')
  }
  return { ...body }
}

function refuseOthers(others: Fields): void {
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw badRequest('The body names a field that does not exist here.')
}

function omit(given: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)))
}

function isText(value: unknown, most: number): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= most
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
}

/** Whether something is a day there is: JavaScript takes 31 February for 3 March. */
export function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}
