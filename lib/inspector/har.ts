import type {
  BackCall,
  Flow,
  FrontAnswer,
  FrontRequest,
  Named,
  SetCookie,
  ShownAddress,
  Step,
} from './flow.ts'
import { membersOf, type Shown } from './mask.ts'
import { sentFields } from './sent-fields.ts'
import { plainOf, textOf } from './shown-text.ts'

type Pair = Readonly<{ name: string; value: string }>

/**
 * A flow as an HTTP Archive, for the network panel of any browser: what browsers asked us, and what we asked
 * other servers, told apart by `_channel`. Every value in it is one that may be shown; times are ISO 8601.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function harOf(flow: Flow) {
  const entries = flow.steps.flatMap((step, index): object[] => {
    if (step.type === 'call') return [callEntry(step)]
    return step.type === 'request' ? [frontEntry(step, answerTo(flow.steps, index))] : []
  })
  return {
    log: {
      version: '1.2',
      creator: { name: 'Foyer', version: '1' },
      pages: [
        {
          ...{ startedDateTime: iso(flow.startedAt), id: flow.id, title: `${flow.kind}, masked` },
          pageTimings: {},
        },
      ],
      entries: entries.map((entry) => ({ pageref: flow.id, ...entry })),
    },
  }
}

function callEntry({ at, to, answer, durationMs, ...call }: Step & BackCall) {
  const isAnswer = answer !== null && 'status' in answer
  const headers = isAnswer ? answer.headers : {}
  const content = isAnswer ? { size: answer.bytes, ...textIn(answer.body) } : { size: 0 }
  return {
    ...times(at, durationMs),
    _channel: 'back',
    _to: to,
    ...(answer && 'failure' in answer ? { _error: answer.failure } : {}),
    request: { ...requestOf(call, []), ...postData(call) },
    response: {
      ...responseOf(isAnswer ? answer.status : 0, pairs(headers)),
      content: { ...content, mimeType: typeIn(headers) },
    },
  }
}

function frontEntry(request: Step & FrontRequest, answer: FrontAnswer | null) {
  const location = answer?.location ? addressOf(answer.location) : ''
  const headers = location ? [{ name: 'location', value: location }] : []
  return {
    ...times(request.at, answer?.durationMs ?? null),
    _channel: request.from === 'issuer' ? 'back' : 'front',
    _from: request.from,
    request: requestOf(request, request.cookies.map(sized)),
    response: {
      ...responseOf(answer?.status ?? 0, headers),
      cookies: answer?.setCookies.map(cookieOf) ?? [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: location,
    },
  }
}

/** The first answer after a request that is not another request's. */
function answerTo(steps: readonly Step[], index: number): FrontAnswer | null {
  const rest = steps.slice(index + 1)
  const next = rest.find((step) => step.type === 'request' || step.type === 'answer')
  return next?.type === 'answer' ? next : null
}

function times(at: number, durationMs: number | null) {
  const time = durationMs ?? 0
  return {
    ...{ startedDateTime: iso(at), time, cache: {} },
    timings: { send: 0, wait: time, receive: 0 },
  }
}

type Asked = Readonly<{ method: string; address: ShownAddress; headers: Named }>

function requestOf({ method, address, headers }: Asked, cookies: readonly Pair[]) {
  return {
    ...{
      method,
      url: addressOf(address),
      httpVersion: 'HTTP/1.1',
      cookies,
      headers: pairs(headers),
    },
    ...{ queryString: pairs(address.query), headersSize: -1, bodySize: -1 },
  }
}

function responseOf(status: number, headers: readonly Pair[]) {
  return {
    ...{ status, statusText: '', httpVersion: 'HTTP/1.1', cookies: [] as unknown[], headers },
    ...{ redirectURL: '', headersSize: -1, bodySize: -1 },
  }
}

function postData({ headers, body }: Pick<BackCall, 'headers' | 'body'>) {
  if (body === null) return {}
  const mimeType = typeIn(headers)
  const isForm = mimeType.startsWith('application/x-www-form-urlencoded')
  // By the specification it has either.
  const sent = isForm ? { params: pairs(membersOf(body)) } : textIn(body)
  return { postData: { mimeType, ...sent } }
}

function textIn(body: Shown): { text?: string } {
  if (body === null) return {}
  return { text: typeof body === 'string' ? body : JSON.stringify(plainOf(body), null, 2) }
}

function addressOf({ origin, path, query }: ShownAddress): string {
  const sent = new URLSearchParams(pairs(query).map(({ name, value }) => [name, value]))
  return `${origin}${path}${sent.size > 0 ? `?${sent}` : ''}`
}

function pairs(fields: Named): Pair[] {
  return sentFields(fields).map(([name, value]) => ({ name, value: textOf(value) }))
}

function sized({ name, bytes }: Readonly<{ name: string; bytes: number }>): Pair {
  return { name, value: `●●● ${bytes} bytes` }
}

function cookieOf(cookie: SetCookie) {
  const has = (flag: string) => cookie.flags.some((one) => one.toLowerCase() === flag)
  return {
    ...sized(cookie),
    httpOnly: has('httponly'),
    secure: has('secure'),
    _flags: cookie.flags,
  }
}

function typeIn(headers: Named): string {
  const type = headers['content-type']
  return typeof type === 'string' ? type : 'x-unknown'
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
