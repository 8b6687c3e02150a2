import { statusLabel } from '#lib/inspector/diagram-messages.ts'
import type { BackCall, FrontAnswer, FrontRequest } from '#lib/inspector/flow.ts'
import { membersOf, type Shown } from '#lib/inspector/mask.ts'
import { AddressLines, HeaderLines, HttpText, Parameters } from './http-text.tsx'
import { ShownValue } from './shown-value.tsx'

/** What was asked of Foyer: by the browser, or by the authorization server itself. */
export function RequestText({ request }: { request: FrontRequest }) {
  const { from, method, address, headers, cookies } = request
  const isFront = from === 'browser'

  return (
    <HttpText
      title={isFront ? 'The browser asks' : 'The authorization server asks'}
      channel={isFront ? 'front' : 'back'}
    >
      {method} <AddressLines address={address} isWhole={false} />
      <HeaderLines headers={headers} />
      {cookies.map(({ name, bytes }) => (
        <span key={name}>
          {`\ncookie: ${name}=`}
          <span className="text-ink-soft">●●● {bytes} bytes</span>
        </span>
      ))}
    </HttpText>
  )
}

/** What Foyer answered, and what the browser was told to keep. */
export function AnswerText({ answer }: { answer: FrontAnswer }) {
  const { status, location, setCookies } = answer

  return (
    <HttpText title="Foyer answers" channel="front">
      {status === null ? 'Not sent yet' : `HTTP/1.1 ${statusLabel(status)}`}
      {location && (
        <>
          {'\nlocation: '}
          <AddressLines address={location} isWhole />
        </>
      )}
      {setCookies.map(({ name, bytes, flags, isCleared }) => (
        <span key={name}>
          {`\nset-cookie: ${name}=`}
          <span className="text-ink-soft">{isCleared ? '(cleared)' : `●●● ${bytes} bytes`}</span>
          {flags.map((flag) => `\n  ; ${flag}`).join('')}
        </span>
      ))}
    </HttpText>
  )
}

/** What Foyer asked of another server, and what came back. */
export function CallText({ call }: { call: BackCall }) {
  const { method, address, headers, body, to, answer, durationMs } = call
  const they = to === 'api' ? 'The API' : 'The authorization server'

  return (
    <>
      <HttpText title="Foyer asks" channel="back">
        {method} <AddressLines address={address} isWhole />
        <HeaderLines headers={headers} />
        <Body body={body} isForm={/form/.test(String(headers['content-type'] ?? ''))} />
      </HttpText>
      {answer && (
        <HttpText
          title={`${they} answers${durationMs === null ? '' : `, after ${durationMs} ms`}`}
          channel="back"
        >
          {'failure' in answer ? (
            `Nothing: ${answer.failure}`
          ) : (
            <>
              HTTP/1.1 {statusLabel(answer.status)}
              <HeaderLines headers={answer.headers} />
              <Body body={answer.body} isForm={false} />
            </>
          )}
        </HttpText>
      )}
    </>
  )
}

function Body({ body, isForm }: { body: Shown; isForm: boolean }) {
  if (body === null) return null
  const fields = membersOf(body)
  if (!isForm || Object.keys(fields).length === 0) {
    return (
      <>
        {'\n\n'}
        <ShownValue value={body} />
      </>
    )
  }
  return (
    <>
      {'\n'}
      <Parameters fields={fields} first="" />
    </>
  )
}
