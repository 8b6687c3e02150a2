import { employeeJourneys } from './employees.ts'
import { test } from './fixtures.ts'

test.use({ profile: 'clients' })

// Each institution has a client of its own, and no parameter says which is meant.
employeeJourneys('One client per institution, at one issuer: 3 institutions', (slug) => ({
  client_id: `foyer-${slug}`,
}))
