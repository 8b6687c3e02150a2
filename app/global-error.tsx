'use client'

import './globals.css'
import { FaultReport } from './_ui/fault-report.tsx'

/** A bug of ours in what stands around every page, so this brings a document of its own. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <FaultReport {...props} />
      </body>
    </html>
  )
}
