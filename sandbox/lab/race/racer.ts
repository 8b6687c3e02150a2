import { people } from '../../people.ts'

const found = people.find(({ email }) => email === 'ben@example.test')
if (!found) throw new Error('nobody is there to race')

/** Who runs: somebody who may enter Larkspur Bank, with a password and no code. */
export const racer = found
