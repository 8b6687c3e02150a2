'use client'

import { FaultReport } from './_ui/fault-report.tsx'

/** A bug of ours on a page. What can be expected to fail has a page at /problem. */
export default function PageError(props: { error: unknown; retry: () => void }) {
  return <FaultReport {...props} />
}
