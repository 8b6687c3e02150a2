// Any Node.js from 12 on must be able to read this file: it says which one the others need.
const needed = 24
const running = process.versions.node

if (Number(running.split('.')[0]) < needed) {
  console.error(
    [
      `Foyer runs on Node.js ${needed} or newer; this is ${running}.`,
      'On Linux (glibc, x64 and arm64) and on Windows (x64), npm ci brings it along as',
      'node_modules/.bin/node, and npm run uses it: run npm ci first, without --omit=optional.',
      `Elsewhere, install Node.js ${needed}: https://nodejs.org/en/download`,
    ].join('\n'),
  )
  process.exit(1)
}
