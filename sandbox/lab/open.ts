import type { RequestLog } from '../request-log.ts'
import { Armed } from './armed.ts'
import { disturbServer } from './disturb-server.ts'
import type { Lab } from './lab.ts'
import { RefusedTokens } from './refused-tokens.ts'

/** Puts a lab around a server. As long as nothing is armed, the server is as strict as ever. */
export function openLab(
  parts: Omit<Lab, 'armed' | 'refused'>,
  seconds: number,
  log: RequestLog,
): Lab {
  const lab = { ...parts, armed: new Armed(seconds, log), refused: new RefusedTokens() }
  disturbServer(lab)
  return lab
}
