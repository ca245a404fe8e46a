import { keyedDigest } from '../../base/secrets/secrets.ts'

/** The account is in it, so that nobody finds out whether two have the same key. */
export const keyDigest = (digestKey: Buffer, accountId: number, key: string): string =>
  keyedDigest(digestKey, 'api key', String(accountId), key)

/** The account and the name are in it, so that equal passwords do not look equal. */
export const passwordDigest = (key: Buffer, accountId: number, name: string, password: string): string =>
  keyedDigest(key, 'service password', String(accountId), name, password)
