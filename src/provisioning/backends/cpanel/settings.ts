import { type BackendSettings, isOn, type SettingDefinition } from '../../panel/settings.ts'

/**
 * In the order of the existing product's module, as it is commonly known (panels reference, section 1.5): imports map by
 * position, and positions that mean nothing any more keep their place.
 */
export const PRODUCT_SETTINGS: readonly SettingDefinition[] = [
  { name: 'package', label: 'WHM Package Name', kind: 'text', option: 'Package Name' },
  { name: 'ftp', label: 'Max FTP Accounts', kind: 'text', option: 'FTP Accounts' },
  { name: 'disk', label: 'Web Space Quota (MB)', kind: 'text', option: 'Disk Space' },
  { name: 'mailboxes', label: 'Max Email Accounts', kind: 'text', option: 'Email Accounts' },
  { name: 'bandwidth', label: 'Bandwidth Limit (MB)', kind: 'text', option: 'Bandwidth' },
  { name: 'dedicatedIp', label: 'Dedicated IP', kind: 'yesno', option: 'Dedicated IP' },
  { name: 'shell', label: 'Shell Access', kind: 'yesno', option: 'Shell Access' },
  { name: 'databases', label: 'Max SQL Databases', kind: 'text', option: 'MySQL Databases' },
  { name: 'cgi', label: 'CGI Access', kind: 'yesno', option: 'CGI Access' },
  { name: 'subdomains', label: 'Max Subdomains', kind: 'text', option: 'Subdomains' },
  { name: 'frontpage', label: 'FrontPage', kind: 'yesno', about: 'Without effect: panels dropped it' },
  { name: 'parkedDomains', label: 'Max Parked Domains', kind: 'text', option: 'Parked Domains' },
  { name: 'theme', label: 'cPanel Theme', kind: 'text' },
  { name: 'addonDomains', label: 'Max Addon Domains', kind: 'text', option: 'Addon Domains' },
  { name: 'limitByNumber', label: 'Limit Reseller by Number', kind: 'text' },
  { name: 'limitByUsage', label: 'Limit Reseller by Usage', kind: 'yesno' },
  { name: 'resellerDisk', label: 'Reseller Disk Space (MB)', kind: 'text' },
  { name: 'resellerBandwidth', label: 'Reseller Bandwidth (MB)', kind: 'text' },
  { name: 'oversellDisk', label: 'Allow Disk Space Overselling', kind: 'yesno' },
  { name: 'oversellBandwidth', label: 'Allow Bandwidth Overselling', kind: 'yesno' },
  { name: 'aclList', label: 'Reseller ACL List', kind: 'text' },
  { name: 'prefixPackage', label: 'Add Prefix to Package', kind: 'yesno' },
  { name: 'ownNameservers', label: 'Configure Nameservers', kind: 'yesno' },
  { name: 'ownedByItself', label: 'Reseller Ownership', kind: 'yesno' },
]

export const isReseller = (settings: BackendSettings): boolean =>
  settings.aclList !== '' || settings.limitByNumber !== '' || isOn(settings.limitByUsage)

/** Packages of a reseller carry its name: `RESELLER_basic`. */
export function packageName({ package: name = '', prefixPackage }: BackendSettings, login: string): string {
  const prefix = `${login}_`
  return name !== '' && isOn(prefixPackage) && login !== 'root' && !name.startsWith(prefix) ? prefix + name : name
}

/** Our names of limits, and the panel's. */
const LIMITS = {
  disk: 'quota',
  bandwidth: 'bwlimit',
  ftp: 'maxftp',
  databases: 'maxsql',
  mailboxes: 'maxpop',
  subdomains: 'maxsub',
  parkedDomains: 'maxpark',
  addonDomains: 'maxaddon',
} as const

/** Whether the product says what an account gets: one without any limit is what nobody wants. */
export const isComplete = (settings: BackendSettings): boolean =>
  settings.package !== '' || Object.keys(LIMITS).some((name) => settings[name] !== '')

/** What createacct takes beside name, domain and password. Limits are sent only without a package: they do not mix. */
export function accountParameters(settings: BackendSettings, login: string): Record<string, string | undefined> {
  const plan = packageName(settings, login)
  const yes = (value: string | undefined) => (isOn(value) ? '1' : '0')
  const whatever = (value: string | undefined) => value || undefined
  return {
    ...(plan === '' ? limits(settings) : { plan }),
    ...(isOn(settings.dedicatedIp) && { ip: 'y' }),
    ...(isOn(settings.ownNameservers) && { useregns: '1' }),
    ...(isReseller(settings) && { reseller: '1' }),
    ...(isReseller(settings) && isOn(settings.ownedByItself) && { ownerself: '1' }),
    ...(plan === '' && { hasshell: yes(settings.shell), cgi: yes(settings.cgi) }),
    cpmod: whatever(settings.theme),
  }
}

const limits = (settings: BackendSettings): Record<string, string> =>
  Object.fromEntries(Object.entries(LIMITS).map(([ours, theirs]) => [theirs, settings[ours] || 'unlimited']))

export function resellerLimits(settings: BackendSettings): Record<string, string | undefined> {
  const byUsage = isOn(settings.limitByUsage)
  const yes = (value: boolean) => (value ? '1' : '0')
  return {
    enable_account_limit: yes(settings.limitByNumber !== ''),
    account_limit: settings.limitByNumber || undefined,
    enable_resource_limits: yes(byUsage),
    diskspace_limit: (byUsage && settings.resellerDisk) || undefined,
    bandwidth_limit: (byUsage && settings.resellerBandwidth) || undefined,
    enable_overselling_diskspace: yes(isOn(settings.oversellDisk)),
    enable_overselling_bandwidth: yes(isOn(settings.oversellBandwidth)),
  }
}
