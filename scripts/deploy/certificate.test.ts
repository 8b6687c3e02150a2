import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { selfSignedCertificate } from './certificate.ts'

test('a certificate is for this machine, for so many days, and fits its key', () => {
  const { certificate, key } = selfSignedCertificate(30)
  const read = new X509Certificate(certificate)

  expect(read.checkHost('localhost')).toBe('localhost')
  expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(read.checkHost('example.test')).toBeUndefined()
  expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true)
  expect(read.verify(read.publicKey)).toBe(true)
  const daysLeft = (read.validToDate.getTime() - Date.now()) / 86_400_000
  expect(daysLeft).toBeGreaterThan(29)
  expect(daysLeft).toBeLessThan(31)
})

test('who was told to believe it does, and nobody else', async () => {
  const { certificate, key } = selfSignedCertificate()
  const server = createServer({ cert: certificate, key }, (_request, response) => response.end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const ask = (ca?: string) =>
    new Promise((resolve) => {
      get({ host: 'localhost', port, ca, agent: false }, (answer) =>
        resolve(answer.resume().statusCode),
      ).on('error', (error) => resolve('code' in error ? error.code : error))
    })

  expect(await ask(certificate)).toBe(200)
  expect(await ask()).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  server.close()
})
