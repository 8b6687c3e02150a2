import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parties, references } from '../lib/errors/entry.ts'
import { catalogue, type Listed } from './catalogue.ts'
import { projectFolder } from './project-folder.ts'
import { usualCauses } from './usual-causes.ts'

// `node scripts/errors-document.ts` writes docs/errors.md, of the tables that the app, its commands and the
// doctor speak from.

/** The catalogue for people to read. */
export function errorsDocument(): string {
  return `# Everything that can go wrong

Every way in which a flow, a request, a configuration or a command can stop, with whose doing it may be and
what to look at. This page is made by \`node scripts/errors-document.ts\`, of the tables that the problem pages,
the doctor and the commands speak from; correct it there. What is in ‹brackets› is filled in when it happens.

- Somebody reads you a reference such as \`1f2e-3d4c\`: look for it in the log, then under its \`problem\` [below](#problems)
- A request is answered with a bare status or \`{ "error": … }\`: [refusals](#refusals)
- The app does not start: [variables](#variables), and \`npm run doctor\`
- \`npm run doctor -- --json\` gives an \`id\`: [findings](#findings)
- A command ends with a message: [commands](#commands)

How the log and the bad days look: [operations](operations.md). What nobody can see from here: [the doctor](doctor.md).

## Usual causes

| what is usually the matter | shows as |
| --- | --- |
${usualCauses.map(([cause, codes]) => `| ${cause} | ${codes.map((it) => `\`${it}\``).join(', ')} |`).join('\n')}

## Problems

Each has a page, \`/problem/<code>\`, that says the first two lines of it to the person; a part of a page that
could not be fetched says the same in its place. In the log it is \`refusal\` with that \`problem\`. \`mistake\` has no
such page: it is said wherever it happens.

${catalogue.problems.map(asBlock).join('\n\n')}

## Refusals

Requests that are turned away without a page of their own; a browser that is used as usual hears hardly any.

| code | status | what happened, and why | what the person can do | what to look at | whose doing |
| --- | --- | --- | --- | --- | --- |
${catalogue.refusals.map(asRefusal).join('\n')}

The reference of \`invalid_request\` is in ${references.log}.

## Variables

The start lists all faults at once, by name and never with a value, and ends with exit code 1. All of them are of
this app's configuration.

${asTable('variable', catalogue.variables, ({ why }) => why)}

## Findings

What the doctor warns of or calls a fault, by its \`id\`.

${asTable('id', catalogue.findings)}

## Commands

What \`npm start\`, \`npm run …\` and \`npm test\` say before they end: with exit code 1, or 2 where the command was
not understood.

${asTable('', catalogue.commands)}
`
}

function asBlock({ code, title, advice, why, remedy, whose, reference }: Listed): string {
  return [
    `### \`${code}\``,
    '',
    `**${title}.** ${advice}`,
    '',
    `- Why: ${text(why)}`,
    `- To look at: ${text(remedy)}`,
    `- May be the doing of: ${namesOf(whose)}`,
    `- The reference is in ${references[reference]}`,
  ].join('\n')
}

function asRefusal({ code, status, title, advice, why, remedy, whose }: Listed): string {
  return row(`\`${code}\``, status, `${title}. ${why}`, advice ?? '', remedy, namesOf(whose))
}

function asTable(
  named: string,
  entries: readonly Listed[],
  what = ({ title, why }: Listed) => `${capital(title)}. ${why}`,
): string {
  return [
    row(named, 'what it is, and why it matters', 'what to do', 'whose doing'),
    row('---', '---', '---', '---'),
    ...entries.map((it) => row(`\`${it.code}\``, what(it), it.remedy, namesOf(it.whose))),
  ].join('\n')
}

function row(...cells: readonly (string | number | null)[]): string {
  return `| ${cells.map((cell) => text(String(cell ?? ''))).join(' | ')} |`
}

/** Blanks in brackets, and nothing that Markdown would take for its own. */
function text(words: string): string {
  return words
    .replace(/\{(\w+)\}/g, '‹$1›')
    .replaceAll('<', '&lt;')
    .replace(/[|*]/g, '\\$&')
}

function namesOf(whose: Listed['whose']): string {
  return whose.map((it) => parties[it]).join(', ')
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export const errorsFile = join(projectFolder, 'docs/errors.md')

if (process.argv[1] === import.meta.filename) writeFileSync(errorsFile, errorsDocument())
