import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './project-folder.ts'

// `npm start`: what the environment already says wins over the file.
const file = join(projectFolder, '.env.local')
if (existsSync(file)) process.loadEnvFile(file)

await import('./serve.ts')
