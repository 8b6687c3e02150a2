import type { Person } from '../people.ts'
import type { Bank } from './banks.ts'

/** A customer's profile, as the API tells it. */
export function showUser(customer: Person, bank: Bank) {
  const [username] = customer.email.split('@')
  return {
    userId: customer.sub,
    id: customer.sub,
    email: customer.email,
    userType: 'Individual',
    firstName: customer.givenName,
    middleName: '',
    lastName: customer.familyName,
    preferredName: customer.givenName,
    institutionId: bank.institutionId,
    username,
    phoneNumber: '555-0142',
    address: {
      streetAddress: '12 Larch Street',
      streetAddress2: '',
      city: bank.city,
      state: bank.state,
      zip: '00000',
    },
    userVerified: true,
    userAddedDateTime: '2019-04-02T15:20:00.000Z',
  }
}
