import { join } from 'node:path'
import { startHousehold } from './household.ts'
import { projectFolder } from './project-folder.ts'

// `npm run build`: always for production, whatever NODE_ENV the shell has (with `development`, Next.js
// fails at a page of its own). Nothing from .env files gets into a build: they count as read already.
const command = join(projectFolder, 'node_modules/next/dist/bin/next')
const env = { ...process.env, NODE_ENV: 'production', __NEXT_PROCESSED_ENV: 'true' }
const household = startHousehold(130)
await household.end((await household.run([command, 'build'], env)) ?? 1)
