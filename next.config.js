/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Next.js keeps a body in memory on its way past proxy.ts: 10 MB each, unless told otherwise. More than one
  // piece of what a socket reads, so that whoever reads a form still sees that it is too long.
  experimental: { proxyClientMaxBodySize: 131_072 },
}

export default config
