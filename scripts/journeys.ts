import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { startHousehold } from './household.ts'
import { projectFolder } from './project-folder.ts'

// Runs the journeys in a browser of this machine; arguments go to Playwright.
const command = join(projectFolder, 'node_modules/@playwright/test/cli.js')
const browser = findBrowser()
const env = { ...process.env, ...(browser ? { JOURNEYS_BROWSER: browser } : {}) }
const household = startHousehold(130)
await household.end((await household.run([command, 'test', ...process.argv.slice(2)], env)) ?? 1)
