import { answerJson, answerPage, seeOther, wantsJson } from '../../http/answer.ts'
import { HttpError } from '../../http/error.ts'
import { readForm } from '../../interactions/exchange.ts'
import { problemPage } from '../../pages/error.ts'
import type { Lab, LabPage } from '../lab.ts'
import { Race, type Result } from './race.ts'
import { raceReport } from './race-report.ts'
import type { Round } from './round.ts'
import { RaceStopped } from './stopped.ts'

/** `/lab/race`: a form runs the race, and the page shows what the last one brought. As JSON for who asks for that. */
export function racePage(lab: Lab): LabPage {
  const race = new Race(lab)
  return {
    path: '/lab/race',
    name: 'The race',
    async answer(request, response, pages) {
      const armed = lab.armed.waiting?.title ?? null
      if (request.method === 'POST') {
        await readForm(request)
        if (armed !== null) throw new HttpError(409, inTheWay(armed))
        await race.run()
        seeOther(response, '/lab/race#result')
      } else if (wantsJson(request)) {
        answerJson(response, { last: race.last && told(race.last) })
      } else {
        answerPage(
          response,
          raceReport({ appUrl: lab.realm.appUrl, armed, last: race.last, pages }),
        )
      }
    },
  }
}

function inTheWay(fault: string): string {
  return problemPage('A fault is armed', `“${fault}” would strike this visitor too. Reset the lab.`)
}

function told({ at, app, naive }: Result) {
  const stopped = app instanceof RaceStopped
  return {
    at: new Date(at).toISOString(),
    app: stopped ? { stoppedAt: app.step, because: app.message } : app.map(counted),
    naive: naive.map(counted),
  }
}

function counted({ runs, tokenRequests }: Round) {
  return {
    asked: runs.length,
    shown: runs.filter(({ shown }) => shown).length,
    tokenRequests: tokenRequests.length,
    renewed: tokenRequests.filter(({ status }) => status === 200).length,
  }
}
