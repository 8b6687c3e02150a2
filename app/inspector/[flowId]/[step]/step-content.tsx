import type { Step } from '#lib/inspector/flow.ts'
import { CheckResult } from './check-result.tsx'
import { CurlText } from './curl-text.tsx'
import { LogLineText } from './log-line.tsx'
import { AnswerText, CallText, RequestText } from './messages.tsx'

/** What was recorded of a step. */
export function StepContent({ step }: { step: Step }) {
  if (step.type === 'check') return <CheckResult check={step} at={step.at} />
  if (step.type === 'event') return <LogLineText line={step} />
  if (step.type === 'request') return <RequestText request={step} />
  if (step.type === 'answer') return <AnswerText answer={step} />
  return (
    <>
      <CallText call={step} />
      <CurlText call={step} />
    </>
  )
}
