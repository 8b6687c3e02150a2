import { expect, test } from 'vitest'
import { makeGrant, makeSession } from '#lib/session/testing/make.ts'
import { fromSealedText, toSealedText } from './sealed-record.ts'

const draft = { id: 'd', form: '/f', attempt: 1, typed: {}, began: '{}' }

test('grants and drafts come back as they went', () => {
  const grants = [makeGrant(), makeGrant({ institutionId: 'larkspur' })]
  const drafts = [{ ...draft, outcome: 'saved', requestId: null, sentAt: 1 }]

  expect(fromSealedText(toSealedText(makeSession({ grants })))).toEqual({ grants })
  expect(fromSealedText(toSealedText(makeSession({ grants, drafts })))).toEqual({ grants, drafts })
})

test('a record from before there were drafts still opens', () => {
  const grants = [makeGrant()]
  expect(fromSealedText(JSON.stringify(grants))).toEqual({ grants })
})
