import type { Strikes } from './strikes.ts'

/** The steps at which something can go wrong, in the order of a visit. */
export const groups = {
  response: 'Authorization response',
  tokens: 'Token response and ID token',
  keys: 'Keys',
  institution: 'Institution and person',
  refresh: 'Refresh',
  api: 'API',
  service: 'Service client',
  logout: 'Back-channel logout',
} as const

/**
 * What triggers a fault: the next sign-in (and to enter an institution is one), the next institution that is
 * entered, the next refresh, the next page of accounts, the next search of the service client, or the click.
 */
export type When = 'sign-in' | 'enter' | 'refresh' | 'page' | 'service' | 'at-once'

/** How it ends, in the words and codes of the app. */
export type Outcome = Readonly<{
  /** `problem`: on a page of its own; `page`: in its place on the page; `sandbox`: here; `works`: not at all. */
  where: 'problem' | 'page' | 'sandbox' | 'works'
  /** Words on the page where the person ends. */
  sees: string
  problem: string | null
  /** The app's log line; null: there is none to look for. */
  log: Readonly<{ event: string; problem?: string; reason?: string }> | null
}>

/** One failure that can be armed for the next flow of its kind. */
export type Fault = Readonly<{
  id: string
  group: keyof typeof groups
  title: string
  /** What will happen, in two plain sentences. */
  story: string
  when: When
  promise: Outcome
  strikes: Strikes
}>
