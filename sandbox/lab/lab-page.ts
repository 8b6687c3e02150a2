import { answerJson, answerPage, wantsJson } from '../http/answer.ts'
import type { Arming } from './armed.ts'
import { faultList } from './fault-list.ts'
import { faults } from './faults/all.ts'
import type { Lab, LabPage } from './lab.ts'
import { ways } from './ways.ts'

/** `/lab`: what can be armed, what is, and what became of it. As JSON for who asks for that. */
export function labPage({ armed, realm }: Lab): LabPage {
  return {
    path: '/lab',
    name: 'Faults',
    answer(request, response, pages) {
      if (wantsJson(request))
        return answerJson(response, { faults: cards(), last: told(armed.last) })
      answerPage(response, faultList({ appUrl: realm.appUrl, last: armed.last, pages }))
    },
  }
}

function cards() {
  return faults.map(({ id, group, title, story, when, promise }) => ({
    ...{ id, group, title, story, when, promise },
    showsAt: ways[when].path,
  }))
}

function told(last: Arming | null) {
  if (!last) return null
  const { fault, armedAt, until, struckAt, outcome } = last
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    id: fault.id,
    armedAt: iso(armedAt),
    until: iso(until),
    struckAt: iso(struckAt),
    outcome,
  }
}
