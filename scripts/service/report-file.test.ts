import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { onDisk, ReportFault } from './report-fault.ts'
import { ReportFile } from './report-file.ts'

const newPath = () => join(mkdtempSync(join(tmpdir(), 'foyer-report-')), 'users.csv')
const begin = (path: string, replaces = false) => new ReportFile(path, 'subject', replaces)

test('what stands where the lines would go stays as it is', () => {
  const path = newPath()
  writeFileSync(`${path}.part`, 'mine')

  expect(() => begin(path)).toThrow(ReportFault)
  expect(() => begin(path)).toThrow(`${path}.part`)
  expect(readFileSync(`${path}.part`, 'utf8')).toBe('mine')
})

test.each(['part', 'state.new'])('a link in place of .%s leads nowhere else', (ending) => {
  const path = newPath()
  const elsewhere = join(path, '../elsewhere')
  writeFileSync(elsewhere, 'mine')
  symlinkSync(elsewhere, `${path}.${ending}`)

  try {
    begin(path)
  } catch (error) {
    expect(error).toBeInstanceOf(ReportFault)
  }
  expect(readFileSync(elsewhere, 'utf8')).toBe('mine')
})

test('a link in place of lines that were begun is not gone on with', () => {
  const path = newPath()
  const elsewhere = join(path, '../elsewhere')
  begin(path)
  const lines = readFileSync(`${path}.part`, 'utf8')
  writeFileSync(elsewhere, `${lines}mine`)
  rmSync(`${path}.part`)
  symlinkSync(elsewhere, `${path}.part`)

  expect(() => begin(path)).toThrow(ReportFault)
  expect(readFileSync(elsewhere, 'utf8')).toBe(`${lines}mine`)
})

test('lines that were begun are for their owner alone again', () => {
  const path = newPath()
  begin(path)
  chmodSync(`${path}.part`, 0o644)

  begin(path)
  expect(statSync(`${path}.part`).mode & 0o777).toBe(0o600)
})

test('a folder that is not there, and a name that is taken, are told in plain words', () => {
  const nowhere = join(newPath(), 'users.csv')
  expect(() => begin(nowhere)).toThrow(ReportFault)
  expect(() => begin(nowhere)).toThrow('there is no such folder')

  const path = newPath()
  const file = begin(path, true)
  mkdirSync(path)
  expect(() => file.finish()).toThrow(ReportFault)
  expect(existsSync(`${path}.part`)).toBe(true)
})

test('a full disk is told in plain words, and a bug as it is', () => {
  const throwing = (error: Error) => () => {
    throw error
  }
  const full = Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' })
  const told = 'users.csv.part cannot be written: the disk is full. '
  expect(() => onDisk('users.csv.part', throwing(full))).toThrow(ReportFault)
  expect(() => onDisk('users.csv.part', throwing(full))).toThrow(told)
  const bug = new TypeError('a bug')
  expect(() => onDisk('users.csv.part', throwing(bug))).toThrow(bug)
})

test('where the process that was writing seems to live, what to remove is named', () => {
  const path = newPath()
  begin(path)
  const state = JSON.parse(readFileSync(`${path}.state`, 'utf8'))
  writeFileSync(`${path}.state`, JSON.stringify({ ...state, pid: process.ppid }))

  expect(() => begin(path)).toThrow(`Process ${process.ppid} is writing ${path}`)
  expect(() => begin(path)).toThrow(`remove ${path}.part and ${path}.state`)
})
