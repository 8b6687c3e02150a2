import { expect, test } from '@playwright/test'
import { soak } from '../scripts/bench/soak/soak.ts'
import { startWorld } from '../scripts/bench/world.ts'
import { projectFolder } from '../scripts/project-folder.ts'

// The whole half hour: npm run bench -- soak --minutes 30

test('while one thing after another breaks, nobody loses a session and nothing is a 500', async () => {
  test.setTimeout(180_000)
  const world = await startWorld({ ours: projectFolder, bare: projectFolder })
  try {
    const { checks, rows, note } = await soak(world, {
      seconds: 30,
      faultEverySeconds: 2,
      people: 6,
    })

    expect(rows.length).toBeGreaterThan(3)
    expect(
      checks.filter(({ holds }) => !holds),
      note,
    ).toEqual([])
  } finally {
    await world.stop()
  }
})
