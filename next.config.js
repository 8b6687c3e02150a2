import { everyAnswer } from './lib/http/every-answer.ts'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(everyAnswer).map(([key, value]) => ({ key, value })),
    },
  ],
}

export default config
