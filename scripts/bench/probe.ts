// Loaded into an app before anything else, so that the bench can ask what it costs. Not part of the app.

export type Reading = Readonly<{
  /** Of this process, with all its threads, since it started. */
  cpuMs: number
  /** What is reachable, where a collection was asked for. */
  heapBytes: number
  rssBytes: number
}>

process.on('message', (what) => {
  // Twice: the first leaves what only finalizers hold.
  if (what === 'collected') for (let times = 0; times < 2; times += 1) globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  const { heapUsed, external, rss } = process.memoryUsage()
  const reading: Reading = {
    cpuMs: (user + system) / 1000,
    heapBytes: heapUsed + external,
    rssBytes: rss,
  }
  process.send?.(reading)
})
process.channel?.unref()
