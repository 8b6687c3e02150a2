/** The text of .env.local. Values in apostrophes mean the same to Node.js and to Next.js. */
export function envFileText(variables: Readonly<Record<string, string>>, heading: string): string {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`)
  return [`# ${heading}`, '# .env.example explains every variable.', ...lines, ''].join('\n')
}

function quoted(value: string): string {
  return /^[\w:/.,@+~-]*$/.test(value) ? value : `'${value}'`
}
