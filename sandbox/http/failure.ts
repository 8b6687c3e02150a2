import type { ServerResponse } from 'node:http'
import { problemPage } from '../pages/error.ts'
import { answerPage } from './answer.ts'
import { BodyTooLong } from './body.ts'
import { HttpError } from './error.ts'

/** A request that could not be answered; what nobody expected is told on the console. */
export function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
  } else if (error instanceof HttpError) {
    answerPage(response, error.page, error.status)
  } else if (error instanceof BodyTooLong) {
    response.setHeader('connection', 'close')
    answerPage(response, problemPage('Too long', 'This form is longer than ours are.'), 413)
  } else {
    console.error(error)
    answerPage(response, problemPage('Something is broken', 'The sandbox has a bug.'), 500)
  }
}
