/** A race that could not be run. */
export class RaceStopped extends Error {
  override readonly name = 'RaceStopped'
  readonly step: string
  /** What to do about it. */
  readonly advice: string

  constructor(step: string, what: string, advice: string) {
    super(what)
    this.step = step
    this.advice = advice
  }
}
