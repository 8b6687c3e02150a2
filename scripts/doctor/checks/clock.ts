import { type Check, ofEachServer } from '../check.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'

const tolerableSeconds = 5
// As far as the app, and most servers, let clocks be apart.
const bearableSeconds = 30

export const clock: Check = {
  name: 'clock',
  looksAt: "how far this machine's clock is from each server's",
  examine: ofEachServer(async (_metadata, { meeting }) => {
    const { skewSeconds } = await meeting()
    return skewSeconds === null
      ? [skipped('the server does not tell its time')]
      : [judge(skewSeconds)]
  }),
}

function judge(skewSeconds: number): Finding {
  const apart = Math.abs(skewSeconds)
  if (apart <= tolerableSeconds) return ok(`${apart} s apart`)
  const difference = { seconds: apart, direction: skewSeconds > 0 ? 'behind' : 'ahead of' }
  return wrong(apart <= bearableSeconds ? 'clock-off' : 'clock-far-off', difference)
}
