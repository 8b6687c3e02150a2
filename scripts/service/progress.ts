const barWidth = 30
/** Where there is no terminal, a line for so much of the whole. */
const lineEvery = 0.1

/** Says on standard error how far a job is: a bar at a terminal, else a line now and then. */
export function progressOn(stream: NodeJS.WriteStream) {
  const isTerminal = stream.isTTY === true && process.env.TERM !== 'dumb'
  let said = -1

  function show(read: number, total: number): void {
    const share = total === 0 ? 1 : Math.min(read / total, 1)
    if (isTerminal) {
      const full = Math.round(share * barWidth)
      const bar = '█'.repeat(full) + '░'.repeat(barWidth - full)
      stream.write(`\r${bar} ${read} of ${total}\x1b[K`)
    } else if (share === 1 || Math.abs(share - said) >= lineEvery) {
      said = share
      stream.write(`${read} of ${total}\n`)
    }
  }

  return { show, end: () => isTerminal && stream.write('\n') }
}
