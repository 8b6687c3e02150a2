import { badRequest } from './error.ts'

/** A parameter of a search. @throws {ApiError} 400 where it is given more than once */
export function only(query: URLSearchParams, name: string, usual: string): string {
  const [value = usual, ...others] = query.getAll(name)
  if (others.length > 0) throw badRequest(`${name} may be given once.`)
  return value
}

/** @throws {ApiError} 400 for anything but one whole number within the bounds */
export function wholeNumber(
  query: URLSearchParams,
  name: string,
  usual: number,
  least: number,
  most: number,
): number {
  const text = only(query, name, String(usual))
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw badRequest(`${name} must be a whole number from ${least} to ${most}.`)
}
