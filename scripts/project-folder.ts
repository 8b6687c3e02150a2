import { dirname } from 'node:path'

/** The folder that holds package.json, wherever the command was typed. */
export const projectFolder = dirname(import.meta.dirname)
