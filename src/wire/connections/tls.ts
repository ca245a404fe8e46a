import { readFileSync } from 'node:fs'
import type { ServerOptions } from 'node:https'

/**
 * Only suites whose keys are made for one connection, so that nobody who gets the private key later can read what was
 * recorded before. The last ones are no AEAD; Windows up to Server 2012 R2 has no others for an RSA certificate.
 */
const SUITES = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES256-SHA384',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-ECDSA-AES128-SHA256',
  'ECDHE-RSA-AES128-SHA256',
]

/** Files (PEM) with the certificate and its private key. */
export type TlsFiles = { cert: string; key: string }

export const tlsOptions = ({ cert, key }: TlsFiles): ServerOptions => ({
  cert: readFileSync(cert),
  key: readFileSync(key),
  minVersion: 'TLSv1.2',
  ciphers: SUITES.join(':'),
  honorCipherOrder: true,
})
