import { presenterAddress } from './presenter-address.ts'

/** Of all flows. Every address here goes on presenting where this page does. */
export function timelineAddress(): string {
  return presenterAddress('/inspector')
}

/** Of one flow. */
export function flowAddress(flowId: string): string {
  return presenterAddress(`/inspector/${flowId}`)
}

/** Of one step. People count from one: the first stands at 0 in its flow. */
export function stepAddress(flowId: string, index: number): string {
  return presenterAddress(`/inspector/${flowId}/${index + 1}`)
}

/** Of a step, with two of its tokens side by side, by their marks. */
export function compareAddress(flowId: string, index: number, mark: string, other: string): string {
  const query = new URLSearchParams({ token: mark, with: other })
  return presenterAddress(`/inspector/${flowId}/${index + 1}?${query}#compare-${mark}`)
}
