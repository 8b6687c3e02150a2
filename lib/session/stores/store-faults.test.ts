import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { SessionStore } from '#lib/session/store.ts'
import { damageIn, isBusy, isSqliteFault } from './sqlite-faults.ts'
import { tellingFaults, throughout } from './store-faults.ts'

const calls = [
  ...['create', 'find', 'read', 'keysMarked', 'touch', 'update', 'delete'],
  ...['lock', 'unlock', 'markUsed', 'note', 'noted', 'check', 'close'],
] as const

/** A store of which every call comes to the same. */
const storeThat = (answers: () => Promise<unknown>) =>
  Object.fromEntries(calls.map((name) => [name, answers])) as unknown as SessionStore

test.each(calls)('a fault of the store in %s is told as one, with its reason', async (name) => {
  const full = Object.assign(new Error('secret words'), { errstr: 'database or disk is full' })
  const store = tellingFaults(
    storeThat(() => Promise.reject(full)),
    (error) => error === full,
  )

  await expect(Reflect.apply(store[name], store, [])).rejects.toMatchObject({
    code: 'store-unavailable',
    message: 'the session store failed: database or disk is full',
    cause: full,
  })
})

test.each([
  ['by the words of a library’s list', { errstr: 'disk is full', code: 'X' }, 'disk is full'],
  ['else by its code', { code: 'ECONNRESET' }, 'ECONNRESET'],
  ['else as silence', {}, 'no answer'],
])('a fault is told %s', async (_what, fault, reason) => {
  const failing = storeThat(() => Promise.reject(Object.assign(new Error('secret words'), fault)))

  await expect(tellingFaults(failing, () => true).check()).rejects.toMatchObject({
    message: `the session store failed: ${reason}`,
  })
})

test('what is no fault of the store passes as it is, and so does what it answers', async () => {
  const bug = new TypeError('a bug in a change')
  const never = () => false

  await expect(
    tellingFaults(
      storeThat(() => Promise.reject(bug)),
      never,
    ).check(),
  ).rejects.toBe(bug)
  expect(
    await tellingFaults(
      storeThat(async () => 'a lock'),
      never,
    ).lock('door', 1),
  ).toBe('a lock')
})

test('a call goes through with what it was given', async () => {
  const given: unknown[] = []
  const lock = async (...values: unknown[]) => void given.push(...values)
  const store = { ...storeThat(async () => null), lock } as unknown as SessionStore

  await throughout((call) => call(store)).lock('door', 1_000)

  expect(given).toEqual(['door', 1_000])
})

test('errors of the file are told from all others, by their codes', () => {
  const sqlite = (errcode: number) =>
    Object.assign(new Error(), { code: 'ERR_SQLITE_ERROR', errcode })
  const system = Object.assign(new Error(), { code: 'ENOSPC', syscall: 'write' })
  const others = [new Error(), Object.assign(new Error(), { code: 'X', errcode: 5 }), 'text', null]

  expect([sqlite(5), sqlite(11), system, failedStatement()].map(isSqliteFault)).toEqual(
    Array(4).fill(true),
  )
  expect(others.map(isSqliteFault)).toEqual(Array(4).fill(false))
  // The extended code keeps the primary one in its lowest byte: here, busy while recovering.
  expect([sqlite(5), sqlite(261), sqlite(11), ...others].map(isBusy)).toEqual([
    ...[true, true, false],
    ...Array(4).fill(false),
  ])
  expect([sqlite(26), sqlite(11), sqlite(5), system, ...others].map(damageIn)).toEqual([
    ...['is not a session file', 'is damaged', null, null],
    ...Array(4).fill(null),
  ])
})

/** As Node.js itself makes them. */
function failedStatement(): unknown {
  try {
    return new DatabaseSync(':memory:').exec('no statement')
  } catch (error) {
    return error
  }
}
