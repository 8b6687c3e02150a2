import { type Check, ofEachServer } from '../check.ts'
import { type Finding, fault, ok, skipped, warning } from '../finding.ts'

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
  const what = `this clock is ${apart} s ${skewSeconds > 0 ? 'behind' : 'ahead of'} the server's`
  const why =
    'Assertions live for a minute and ID tokens say when they were made: to a wrong clock they are over, or not made yet.'
  const remedy = 'Let this machine keep its time by NTP.'
  return apart <= bearableSeconds ? warning(what, why, remedy) : fault(what, why, remedy)
}
