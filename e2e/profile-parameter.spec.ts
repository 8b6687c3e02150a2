import { employeeJourneys } from './employees.ts'
import { test } from './fixtures.ts'
import { juniper, larkspur } from './institutions.ts'

test.use({ profile: 'parameter' })

// One client speaks for all institutions, and a parameter says which is meant.
employeeJourneys('One client for all, and a parameter of the request', (slug) => ({
  client_id: 'foyer',
  institutionId: { larkspur, juniper }[slug],
}))
