import { sourceTable } from './lib/inspector/sources-table.ts'
import { hintToCompile } from './scripts/compile-hints.ts'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The Dockerfile asks for what the server needs, and nothing else, in one folder.
  output: process.env.NEXT_OUTPUT === 'standalone' ? 'standalone' : undefined,
  outputFileTracingRoot: import.meta.dirname,
  // No picture of ours has to be made smaller. So nobody can ask for it, and an image needs no tool for it.
  images: { unoptimized: true },
  outputFileTracingExcludes: { 'next-server': ['node_modules/@img/**', 'node_modules/sharp/**'] },
  compiler: { runAfterProductionCompile: async (build) => hintToCompile(build) },
  // So that the inspector can name the line that did something.
  env: { FLOW_SOURCES: JSON.stringify(sourceTable(import.meta.dirname)) },
  // Next.js keeps a body in memory on its way past proxy.ts: 10 MB each, unless told otherwise. More than one
  // piece of what a socket reads, so that whoever reads a form still sees that it is too long.
  experimental: { proxyClientMaxBodySize: 131_072 },
}

export default config
