import { join } from 'node:path'

/** A certificate or key of this folder: made with openssl for localhost and 127.0.0.1, and valid for a hundred years. */
export const tlsFile = (name: 'cert.pem' | 'key.pem' | 'rsa-cert.pem' | 'rsa-key.pem'): string =>
  join(import.meta.dirname, name)
