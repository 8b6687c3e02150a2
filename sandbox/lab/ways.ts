import { larkspur } from '../institutions.ts'
import type { When } from './fault.ts'

/** Where in the app a fault shows: what to call the way there, when it strikes, and the path. */
type Way = Readonly<{ name: string; strikes: string; path: string }>

const accounts = `/institutions/${larkspur}/accounts`
const entering = new URLSearchParams({ institutionId: larkspur, returnTo: accounts })

/** Every kind of flow can be begun with one click. */
export const ways: Readonly<Record<When, Way>> = {
  'sign-in': {
    name: 'Sign in at Foyer',
    strikes: 'at the next sign-in, or when an institution is entered',
    path: '/auth/authorize',
  },
  enter: {
    name: 'Enter Larkspur Bank',
    strikes: 'when an institution is entered next, by somebody who is signed in',
    path: `/auth/authorize?${entering}`,
  },
  refresh: {
    name: 'Open Larkspur Bank’s accounts',
    strikes: 'at the next page of accounts: its token is refused, so the app has to renew it',
    path: accounts,
  },
  page: {
    name: 'Open Larkspur Bank’s accounts',
    strikes: 'at the next page of accounts',
    path: accounts,
  },
  service: {
    name: 'Open Larkspur Bank’s service page',
    strikes: 'at the next search of the service client',
    path: `/service?institutionId=${larkspur}`,
  },
  'at-once': {
    name: 'Open your profile',
    strikes: 'at once',
    path: '/profile',
  },
}
