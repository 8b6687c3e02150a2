import { presenterAddress } from './presenter-address.ts'

export function timelineAddress(): string {
  return presenterAddress('/inspector')
}

export function flowAddress(flowId: string): string {
  return presenterAddress(`/inspector/${flowId}`)
}

/** Of one step. People count from one: the first stands at 0 in its flow. */
export function stepAddress(flowId: string, index: number): string {
  return presenterAddress(`/inspector/${flowId}/${index + 1}`)
}
