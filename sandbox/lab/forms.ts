import type { IncomingMessage } from 'node:http'
import { seeOther } from '../http/answer.ts'
import { HttpError } from '../http/error.ts'
import { readForm } from '../interactions/exchange.ts'
import { problemPage } from '../pages/error.ts'
import { arm, labOrders } from './arm.ts'
import { findFault } from './faults/all.ts'
import type { Lab, LabPage } from './lab.ts'

/** `POST /lab/arm`: one fault for the next flow of its kind. */
export function armPage(lab: Lab): LabPage {
  return {
    path: '/lab/arm',
    name: null,
    async answer(request, response) {
      const fault = findFault((await readOwnForm(request)).get('fault'))
      if (!fault) throw new HttpError(404, problemPage('Nothing here', 'There is no such fault.'))
      await arm(lab, fault)
      seeOther(response, `/lab#${fault.id}`)
    },
  }
}

/** `POST /lab/reset`: everything as it was. */
export function resetPage(lab: Lab): LabPage {
  return {
    path: '/lab/reset',
    name: null,
    async answer(request, response) {
      await readOwnForm(request)
      await labOrders(lab).reset?.(true)?.()
      seeOther(response, '/lab')
    },
  }
}

/** @throws {HttpError} 405 for what is no form, 403 for one that another site sent */
function readOwnForm(request: IncomingMessage): Promise<URLSearchParams> {
  if (request.method === 'POST') return readForm(request)
  throw new HttpError(405, problemPage('Only a form', 'This address takes a form of the lab.'))
}
