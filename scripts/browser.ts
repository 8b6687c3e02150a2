import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { commandFaults } from './command-faults.ts'
import { fail, words } from './fail.ts'
import { installedProgram } from './installed-program.ts'
import { projectFolder } from './project-folder.ts'

const downloadMs = 180_000
/** Without windows, and so without what draws them: a new tab takes a third of the time. */
const lean = 'chromium-headless-shell'
const programs = [lean, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const playwrightCommand = join(projectFolder, 'node_modules/@playwright/test/cli.js')

/**
 * A Chromium for the journeys: Playwright's own, else one of this machine, else a new one.
 *
 * @returns the path of its program; null for Playwright's own, which Playwright finds by itself
 */
export function findBrowser(): string | null {
  if (existsSync(chromium.executablePath())) return null
  const installed = installedBrowser()
  if (installed) return installed

  const isRoot = process.getuid?.() === 0
  console.log('No Chromium here: downloading one …')
  // The libraries it needs come from the system's packages: nobody but root may install those.
  run(process.execPath, [
    playwrightCommand,
    'install',
    ...(isRoot ? ['--with-deps'] : []),
    'chromium',
  ])
  if (existsSync(chromium.executablePath())) return null

  if (isRoot && existsSync('/etc/debian_version')) {
    console.log(`The download did not work: installing ${lean} of Debian …`)
    run('apt-get', ['update'])
    run('apt-get', ['install', '--yes', '--no-install-recommends', lean])
  }
  return installedBrowser() ?? fail(words(commandFaults['no-browser']))
}

function installedBrowser(): string | null {
  return usualPlaces().find((path) => existsSync(path)) ?? installedProgram(...programs)
}

/** Where browsers stand on systems that keep them out of PATH. */
function usualPlaces(): string[] {
  const { LOCALAPPDATA = '', PROGRAMFILES = '' } = process.env
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      )
    case 'win32':
      return [PROGRAMFILES, LOCALAPPDATA].map((folder) =>
        join(folder, 'Google/Chrome/Application/chrome.exe'),
      )
    default:
      return []
  }
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: 'inherit', timeout: downloadMs })
}
