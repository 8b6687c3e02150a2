import { armPage, resetPage } from './forms.ts'
import type { Lab, LabPage } from './lab.ts'
import { labPage } from './lab-page.ts'
import { racePage } from './race/race-page.ts'
import { labStyle } from './style.ts'

/** Every address of the lab, in the order in which its pages link to each other. */
export function labPages(lab: Lab): readonly LabPage[] {
  return [labPage(lab), racePage(lab), armPage(lab), resetPage(lab), labStyle]
}
