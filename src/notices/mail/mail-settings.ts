import { type Checks, requireOneOf, requireText } from '../../base/checks.ts'
import { Invalid } from '../../base/refusal.ts'
import { requireAddress } from './address.ts'

export const MAIL_ENCRYPTIONS = ['starttls', 'tls', 'none'] as const

/** The mail server of the installation. Without a host nobody is told of anything. */
export type MailSettings = {
  readonly host: string
  readonly port: number
  /** `starttls` and `tls` verify the certificate; `none` is for a relay on this machine. */
  readonly encryption: (typeof MAIL_ENCRYPTIONS)[number]
  /** Empty: nobody signs in there. */
  readonly username: string
  readonly passwordSealed: string | null
  readonly fromName: string
  readonly fromAddress: string
  /** Where links in mails lead; empty: mails have none. */
  readonly publicUrl: string
  /** How many mails go out in a minute at most. */
  readonly perMinute: number
}

export const NO_MAIL_SETTINGS: MailSettings = {
  host: '',
  port: 587,
  encryption: 'starttls',
  username: '',
  passwordSealed: null,
  fromName: 'Provisor',
  fromAddress: '',
  publicUrl: '',
  perMinute: 60,
}

export type MailSettingsForm = Omit<MailSettings, 'passwordSealed'>

/** A name or an address; brackets of IPv6 are left out. */
const HOST = /^[0-9A-Za-z:._-]{1,253}$/

function requireWhole(field: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Invalid(field, `a whole number from ${least} to ${most}`, value)
  return value
}

export const MAIL_SETTINGS_CHECKS: Checks<MailSettingsForm> = {
  host(host) {
    if (host !== '' && !HOST.test(host)) throw new Invalid('host', 'a name such as smtp.example.com', host)
    return host
  },
  port: (port) => requireWhole('port', port, 1, 65_535),
  encryption: (encryption) => requireOneOf('encryption', MAIL_ENCRYPTIONS, encryption),
  username: (username) => requireText('username', username, 255, 0),
  fromName: (name) => requireText('fromName', name, 100, 0),
  fromAddress: (address) => (address === '' ? '' : requireAddress('fromAddress', address)),
  publicUrl(text) {
    const url = text === '' ? undefined : URL.parse(text)
    if (url === undefined) return ''
    if (!url || text.length > 255 || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
      throw new Invalid('publicUrl', 'an address such as https://provisor.example.com')
    return url.href
  },
  perMinute: (rate) => requireWhole('perMinute', rate, 1, 6000),
}

/** Whether mail can go out. */
export const isSetUp = ({ host, fromAddress }: MailSettings): boolean => host !== '' && fromAddress !== ''
