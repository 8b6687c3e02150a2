import type { Period } from '#lib/data/consumer/period.ts'
import type { TransactionFile } from '#lib/data/consumer/transaction-file.ts'

/**
 * A file that is sent while it is made. What fails midway breaks the connection off: the browser then says
 * that the download failed, and half a file does not pass for a whole one.
 */
export function csvDownload({ accountName, parts }: TransactionFile, period: Period): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName(accountName, period)}"`,
      'cache-control': 'no-store',
    },
  })
}

/** A name that a header and every file system take, whatever language the account is named in. */
export function fileName(accountName: string, { from, to }: Period): string {
  const plain = accountName.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = (plain.match(/[a-z0-9]+/g) ?? ['transactions']).join('-').slice(0, 60)
  return `${words}-${from}-to-${to}.csv`
}
