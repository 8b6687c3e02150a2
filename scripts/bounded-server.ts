import { createServer, type RequestListener, type Server } from 'node:http'

/** Whoever sends more, or more slowly, is turned away by Node.js before anything of ours sees it. */
const limits = {
  /** Bytes of all headers; six of our cookies fit in many times. Beyond it, 431. */
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  /** For headers and body together; our forms are small. Beyond it, 408. */
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  /** Longer than the minute for which proxies keep a connection: the one that may send must not be cut off. */
  keepAliveTimeout: 65_000,
}
/** Some kilobytes each. The next one is closed as it opens. */
const mostConnections = 5_000
/** A connection on which nothing moves, such as of a browser that does not read its answer. */
const longestSilenceMs = 120_000

/** An http server that no flood of connections, headers or bodies makes grow. */
export function createBoundedServer(answer: RequestListener): Server {
  const server = createServer(limits, answer)
  server.maxConnections = mostConnections
  server.setTimeout(longestSilenceMs)
  return server
}
