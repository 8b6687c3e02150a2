import type { Lab, LabPage } from './lab.ts'
import { labStyle } from './style.ts'

/** Every address of the lab, in the order in which its pages link to each other. */
export function labPages(_lab: Lab): readonly LabPage[] {
  return [labStyle]
}
