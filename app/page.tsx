import { connection } from 'next/server'
import { x } from '#lib/x.ts'
export default async function Page() {
  await connection()
  return <main>{String(x)}</main>
}
