import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** A phone held upright, as narrow as they come. */
export const narrow = { width: 320, height: 640 }

/** What stands in somebody's way on a page, by rule and element. */
export async function barriers(page: Page): Promise<string[]> {
  // Without frames of other sites axe needs no second page to sum up in, which takes as long as its rules.
  const axe = new AxeBuilder({ page }).withTags(standards).setLegacyMode()
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`))
}
