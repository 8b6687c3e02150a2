import { cpus, loadavg, totalmem } from 'node:os'

/** What a run was made on; a busy machine makes poor figures. */
export function machine(): string[] {
  const [cpu] = cpus()
  const memoryGb = Math.round(totalmem() / 2 ** 30)
  const [load = 0] = loadavg()
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? 'an unknown processor'}, ${memoryGb} GB of memory`,
    `${process.platform} ${process.arch}, Node.js ${process.version}, load ${load.toFixed(1)} at the end`,
  ]
}
