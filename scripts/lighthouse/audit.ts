import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Exactly this one: another version weighs differently, and looks for other things. */
const release = 'lighthouse@13.5.0'
const runs = 5
/** Chromium, now and then, has no trace of a page. */
const attempts = 3
const most = 64 * 1024 * 1024

export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo'

export type Verdict = Readonly<{ isPerfect: boolean; lines: readonly string[] }>

type Audit = Readonly<{
  title: string
  score: number | null
  displayValue?: string
  details?: { items?: readonly Record<string, unknown>[] }
}>

type Report = Readonly<{
  finalDisplayedUrl: string
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, Audit>
}>

type Asked = Readonly<{
  url: string
  /** Who asks; null for somebody who is not signed in. */
  cookie: string | null
  categories: readonly Category[]
  /** The browser. */
  program: string
}>

/**
 * What Lighthouse thinks of a page, loaded as by a phone on a slow network. Network and processor are
 * held back for it. Lighthouse would rather load the page as fast as it goes and reckon from that; but
 * then all scripts are there before anything is painted, and it takes each for something that the
 * paint waited for.
 *
 * The run whose speed is in the middle counts.
 */
export async function audit(asked: Asked): Promise<Verdict> {
  const { categories } = asked
  const reports: Report[] = []
  for (let run = 0; run < runs; run += 1) reports.push(await patiently(asked))
  const speed = (it: Report) => it.categories.performance?.score ?? 0
  const median = reports.sort((one, other) => speed(one) - speed(other))[runs >> 1]
  if (!median) throw new Error('Lighthouse reported nothing.')

  const scores = categories.map((it) => [it, median.categories[it]?.score ?? 0] as const)
  return {
    isPerfect: scores.every(([, score]) => score === 1),
    lines: [
      scores.map(([name, score]) => `${name} ${Math.round(score * 100)}`).join(' · '),
      figures(median),
      ...shortcomings(median, categories),
    ],
  }
}

async function patiently(asked: Asked, left = attempts - 1): Promise<Report> {
  try {
    return await report(asked)
  } catch (cause) {
    if (left === 0) throw cause
    return patiently(asked, left - 1)
  }
}

async function report({ url, cookie, categories, program }: Asked): Promise<Report> {
  // As root, Chromium starts without its sandbox or not at all.
  const isRoot = process.getuid?.() === 0
  const { stdout } = await promisify(execFile)(
    'npx',
    [
      ...['--yes', release, url, '--output=json', '--quiet'],
      '--throttling-method=devtools',
      `--only-categories=${categories.join(',')}`,
      `--chrome-flags=--headless=new${isRoot ? ' --no-sandbox' : ''}`,
      ...(cookie === null ? [] : [`--extra-headers=${JSON.stringify({ cookie })}`]),
    ],
    { env: { ...process.env, CHROME_PATH: program }, maxBuffer: most },
  )
  const found: Report = JSON.parse(stdout)
  if (found.finalDisplayedUrl !== url) throw new Error(`${url} led to ${found.finalDisplayedUrl}.`)
  return found
}

/** What a person would notice, and what was sent. */
function figures({ audits }: Report): string {
  const shown = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time']
  const values = [...shown, 'cumulative-layout-shift'].map(
    (id) => `${id} ${audits[id]?.displayValue ?? '?'}`,
  )
  return values.join(' · ')
}

/** What says most about time, though it takes no points itself. */
const explanations = ['bootup-time', 'long-tasks']

/** Everything that took points, and where time went; each with the addresses or elements it is about. */
function shortcomings({ categories, audits }: Report, asked: readonly Category[]): string[] {
  const counted = asked.flatMap((it) => categories[it]?.auditRefs ?? [])
  const short = counted.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
  const isSlow = (categories.performance?.score ?? 1) < 1
  return [...short.map(({ id }) => id), ...(isSlow ? explanations : [])].flatMap((id) => {
    const { title = id, score = null, details } = audits[id] ?? {}
    const where = details?.items?.slice(0, 5).map((it) => `  ${JSON.stringify(it).slice(0, 160)}`)
    return [`${title}${score === null ? '' : ` (${Math.round(score * 100)})`}`, ...(where ?? [])]
  })
}
