import { connection } from 'next/server'
import { json } from '#lib/http/respond.ts'

/** The process answers. */
export async function GET(): Promise<Response> {
  await connection()
  return json({ status: 'ok' })
}
