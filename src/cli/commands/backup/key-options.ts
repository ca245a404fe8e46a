import { readFile } from 'node:fs/promises'
import type { OptionValues } from 'commander'
import type { KeyOpening, KeySealing } from '../../../local/backups.ts'
import { Misuse } from '../../failure.ts'
import { configOf } from '../../settings.ts'

export const PASSPHRASE = [
  '--passphrase-file <path>',
  'Open the secret key in it with the passphrase in this file',
] as const
export const IDENTITY = [
  '--identity-file <path>',
  'Open it with the identity of age (AGE-SECRET-KEY-…) in this file',
] as const

/** For whom the secret key goes along; undefined where it does not. */
export async function sealingOf(options: OptionValues): Promise<KeySealing | undefined> {
  const { passphraseFile } = options
  const { backupRecipients: recipients } = configOf(options)
  if (passphraseFile !== undefined && recipients.length > 0)
    throw new Misuse('--passphrase-file and --backup-recipients: a passphrase or recipients, not both')
  if (passphraseFile !== undefined) return { passphrase: await firstLine('--passphrase-file', passphraseFile) }
  return recipients.length > 0 ? { recipients } : undefined
}

export async function openingOf({ passphraseFile, identityFile }: OptionValues): Promise<KeyOpening | undefined> {
  if (passphraseFile !== undefined) return { passphrase: await firstLine('--passphrase-file', passphraseFile) }
  return identityFile === undefined ? undefined : { identity: await firstLine('--identity-file', identityFile) }
}

/** Comments, as age-keygen writes them, are passed over. */
async function firstLine(flag: string, path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new Misuse(`${flag}: ${path} cannot be read: ${cause.message}`)
  })
  const line = text.split('\n').find((each) => each.trim() !== '' && !each.startsWith('#'))
  if (line === undefined) throw new Misuse(`${flag}: ${path} is empty`)
  return line.trim()
}
