import { statusLabel } from '#lib/inspector/diagram-messages.ts'
import type { Step } from '#lib/inspector/flow.ts'
import { addressLabel, endpointLabel } from '#lib/inspector/short-address.ts'

/** What a step is, in a few words. */
export function stepTitle(step: Step): string {
  if (step.type === 'check') return `Check: ${step.name}`
  if (step.type === 'event') return `Log: ${step.event}`
  if (step.type === 'call') return `${step.method} ${endpointLabel(step.address)}`
  if (step.type === 'request') return `${step.method} ${addressLabel(step.address)}`
  if (step.status === null) return 'About to send the browser on'
  if (step.location === null) return statusLabel(step.status)
  const to = step.goes === 'issuer' ? 'the authorization server' : addressLabel(step.location)
  return `${statusLabel(step.status)}: to ${to}`
}

/** Which way it went: through the browser, between servers, or nowhere. */
export function stepChannel(step: Step): string {
  if (step.type === 'check') return 'Check'
  if (step.type === 'event') return 'Log'
  if (step.type === 'call') {
    return `Back channel · Foyer and the ${step.to === 'api' ? 'API' : 'authorization server'}`
  }
  const isFromIssuer = step.type === 'request' && step.from === 'issuer'
  return isFromIssuer ? 'Back channel · authorization server to Foyer' : 'Front channel'
}
