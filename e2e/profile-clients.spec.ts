import { employeeJourneys } from './employees.ts'
import { test } from './fixtures.ts'

test.use({ profile: 'clients' })

// Each institution has a client of its own, and no parameter says which is meant.
employeeJourneys((slug) => ({ client_id: `foyer-${slug}` }))
