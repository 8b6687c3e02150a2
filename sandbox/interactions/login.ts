import { timingSafeEqual } from 'node:crypto'
import { answerPage, seeOther } from '../http/answer.ts'
import { loginPage } from '../pages/login.ts'
import { secondFactorPage } from '../pages/second-factor.ts'
import { code, type Person, password } from '../people.ts'
import type { SignInAttempts } from './attempts.ts'
import { type Exchange, finish, parameter, readForm } from './exchange.ts'

const unprocessable = 422
const tooMany = 429

/** `/login/<uid>`: first e-mail and password, then the code of those who have a second factor. */
export async function login(exchange: Exchange, attempts: SignInAttempts): Promise<void> {
  const { request, response, interaction } = exchange
  const sub = attempts.passwordOf(interaction.uid)
  const halfWay = exchange.realm.people.find((person) => person.sub === sub)

  if (request.method !== 'POST') {
    const hint = parameter(interaction, 'login_hint')
    return answerPage(response, halfWay ? secondFactorPage(null) : page(exchange, hint, null))
  }

  const form = await readForm(request)
  if (form.has('cancel')) return cancel(exchange, attempts)
  return halfWay
    ? checkCode(exchange, attempts, halfWay, form)
    : checkPassword(exchange, attempts, form)
}

function page({ realm }: Exchange, email: string, problem: string | null): string {
  return loginPage({ bankName: realm.bank?.name ?? null, people: realm.people }, email, problem)
}

async function checkPassword(
  exchange: Exchange,
  attempts: SignInAttempts,
  form: URLSearchParams,
): Promise<void> {
  const { response, interaction } = exchange
  const email = form.get('email') ?? ''
  const refuse = (problem: string, status: number) =>
    answerPage(response, page(exchange, email, problem), status)

  if (attempts.areRefused(interaction.uid)) {
    return refuse('Too many wrong passwords. Wait a minute, then try again.', tooMany)
  }
  const typed = email.trim().toLowerCase()
  const person = exchange.realm.people.find((it) => it.email === typed)
  // Who there is does not show: an unknown address and a wrong password look the same.
  if (!same(form.get('password') ?? '', password) || !person) {
    attempts.countFailure(interaction.uid)
    return refuse('E-mail or password is wrong. Check both and try again.', unprocessable)
  }
  if (person.locked) {
    return refuse('This account is locked. An administrator has to unlock it.', unprocessable)
  }
  if (person.secondFactor) {
    attempts.rememberPasswordOf(interaction.uid, person.sub)
    return seeOther(response, `/login/${interaction.uid}`)
  }
  return signIn(exchange, attempts, person, ['pwd'])
}

async function checkCode(
  exchange: Exchange,
  attempts: SignInAttempts,
  person: Person,
  form: URLSearchParams,
): Promise<void> {
  const { response, interaction } = exchange
  const refuse = (problem: string, status: number) =>
    answerPage(response, secondFactorPage(problem), status)

  if (attempts.areRefused(interaction.uid)) {
    return refuse('Too many wrong codes. Wait a minute, then try again.', tooMany)
  }
  if (!same((form.get('code') ?? '').replace(/\s/g, ''), code)) {
    attempts.countFailure(interaction.uid)
    return refuse('The code is wrong. Check it and try again.', unprocessable)
  }
  return signIn(exchange, attempts, person, ['pwd', 'otp'])
}

async function signIn(
  exchange: Exchange,
  attempts: SignInAttempts,
  person: Person,
  amr: string[],
): Promise<void> {
  attempts.forget(exchange.interaction.uid)
  await endOtherSession(exchange, person)
  return finish(exchange, { login: { accountId: person.sub, amr } })
}

function cancel(exchange: Exchange, attempts: SignInAttempts): Promise<void> {
  attempts.forget(exchange.interaction.uid)
  return finish(exchange, {
    error: 'access_denied',
    error_description: 'the person cancelled the sign-in',
  })
}

/**
 * Somebody else was signed in here: their session ends before this one begins. The engine would do so
 * with a page that posts itself by script.
 */
async function endOtherSession({ provider, interaction }: Exchange, person: Person): Promise<void> {
  const before = interaction.session
  if (!before || before.accountId === person.sub) return
  const session = await provider.Session.findByUid(before.uid)
  await session?.destroy()
  interaction.session = undefined
  await interaction.persist()
}

function same(typed: string, expected: string): boolean {
  const [a, b] = [Buffer.from(typed), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
