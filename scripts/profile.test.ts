import { expect, test } from 'vitest'
import { parseProfile, profiles } from './profile.ts'

test.each(Object.keys(profiles))('--profile %s asks for that profile', (name) => {
  expect(parseProfile(['--profile', name])).toBe(name)
  expect(parseProfile([`--profile=${name}`])).toBe(name)
})

test('who asks for none gets none', () => {
  expect(parseProfile([])).toBe(null)
})

test.each(['--help', '-h'])('%s asks for help, whatever else is asked for', (help) => {
  expect(parseProfile([help])).toBe('help')
  expect(parseProfile(['--profile', 'clients', help])).toBe('help')
})

test.each([
  [['--profile', 'client'], 'There is no profile client.'],
  [['--profile', 'toString'], 'There is no profile toString.'],
  [['--profile='], 'There is no profile .'],
  [['--profile'], '--profile needs a name.'],
  [['clients'], 'There is no argument clients.'],
  [['--profiles', 'clients'], 'There is no argument --profiles, clients.'],
  [['--port', '4000', '--profile', 'clients'], 'There is no argument --port, 4000.'],
])('%j makes no sense, and is told why', (args, why) => {
  expect(() => parseProfile(args)).toThrow(why)
})
