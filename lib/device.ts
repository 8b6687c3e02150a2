type Names = readonly (readonly [RegExp, string])[]

// The order matters: most browsers also claim to be those further down.
const browsers: Names = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|OPiOS\/|OPT\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|Chromium\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const systems: Names = [
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Macintosh/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]

/**
 * What a person would call their browser, such as "Firefox on Windows": enough to tell their own apart,
 * and too little to follow anybody by. A browser may send anything as its name, so nothing of it is ever
 * kept: all there is to say stands in this file.
 *
 * @param userAgent as the browser sent it
 * @returns undefined where neither browser nor system is known
 */
export function deviceOf(userAgent: string | null): string | undefined {
  const browser = nameIn(browsers, userAgent)
  const system = nameIn(systems, userAgent)
  if (!browser && !system) return undefined
  return system ? `${browser ?? 'Unknown browser'} on ${system}` : browser
}

function nameIn(names: Names, userAgent: string | null): string | undefined {
  return names.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
}
