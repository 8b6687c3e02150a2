import { expect, test } from 'vitest'
import { deviceOf } from './device.ts'

const mozilla = 'Mozilla/5.0'
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const iosWebkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const windows = `${mozilla} (Windows NT 10.0; Win64; x64)`
const iphone = `${mozilla} (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${iosWebkit}`
const android = `${mozilla} (Linux; Android 10; K) ${webkit}`
const mac = `${mozilla} (Macintosh; Intel Mac OS X 10_15_7)`

test.each([
  ['Firefox on Windows', `${windows.replace(')', '; rv:150.0)')} Gecko/20100101 Firefox/150.0`],
  ['Chrome on Windows', `${windows} ${webkit} Chrome/156.0.0.0 Safari/537.36`],
  ['Edge on Windows', `${windows} ${webkit} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`],
  ['Opera on Windows', `${windows} ${webkit} Chrome/156.0.0.0 Safari/537.36 OPR/130.0.0.0`],
  ['Safari on Mac', `${mac} ${iosWebkit} Version/19.0 Safari/605.1.15`],
  ['Chrome on Mac', `${mac} ${webkit} Chrome/156.0.0.0 Safari/537.36`],
  ['Safari on iPhone', `${iphone} Version/19.0 Mobile/15E148 Safari/604.1`],
  ['Chrome on iPhone', `${iphone} CriOS/156.0.0.0 Mobile/15E148 Safari/604.1`],
  ['Firefox on iPhone', `${iphone} FxiOS/150.0 Mobile/15E148 Safari/605.1.15`],
  [
    'Safari on iPad',
    `${iphone.replace('iPhone;', 'iPad;').replace('iPhone OS', 'OS')} Safari/604.1`,
  ],
  ['Chrome on Android', `${android} Chrome/156.0.0.0 Mobile Safari/537.36`],
  [
    'Samsung Internet on Android',
    `${android} SamsungBrowser/29.0 Chrome/146.0.0.0 Mobile Safari/537.36`,
  ],
  ['Chrome on ChromeOS', `${mozilla} (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/156.0.0.0`],
  ['Firefox on Linux', `${mozilla} (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0`],
  ['Unknown browser on Windows', windows],
  ['Firefox', 'Firefox/150.0'],
])('a person would call it %s', (name, userAgent) => {
  expect(deviceOf(userAgent)).toBe(name)
})

test.each([[null], [''], ['curl/8'], ['<script>alert(1)</script>'], ['\u0000'.repeat(9_000)]])(
  'of %j nothing is known, and nothing is kept',
  (userAgent) => {
    expect(deviceOf(userAgent)).toBeUndefined()
  },
)

test('what else a browser says of itself is not kept', () => {
  expect(deviceOf('Firefox/1.0 <b>Windows</b> 203.0.113.9 ‮evil')).toBe('Firefox on Windows')
})
