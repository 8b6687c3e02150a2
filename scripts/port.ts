import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { commandFaults } from './command-faults.ts'
import { fail, words } from './fail.ts'

/** The port a variable names; ends the command when it names none. */
export function portFrom(name: string, fallback: number): number {
  const port = Number(process.env[name] || fallback)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  return fail(words(commandFaults['port-malformed'], { variable: name, usual: fallback }))
}

/** Ends the command when something else listens on the port. */
export async function requireFreePort(port: number, name: string): Promise<void> {
  if (!(await isFree(port))) fail(busyPort(port, name))
}

/** What is said of a port that somebody else has. */
export function busyPort(port: number, name: string): string {
  return words(commandFaults['port-busy'], { port, variable: name })
}

/** A port for a test. Below the range that systems take for outgoing connections: it stays free. */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000)
  return (await isFree(port)) ? port : freePort()
}

/** So many of them, no two alike. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < count) ports.add(await freePort())
  return [...ports]
}

/** Whether somebody listens on a port of this machine. */
export async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

// Some systems let one program have the port on all addresses and another on one of them.
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && (await canListen(port, '127.0.0.1'))
}

async function canListen(port: number, host?: string): Promise<boolean> {
  const server = createServer()
  try {
    const listening = once(server, 'listening')
    server.listen(port, host)
    await listening
    return true
  } catch {
    return false
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}
