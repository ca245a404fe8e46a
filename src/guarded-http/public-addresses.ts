import { isIPv4 } from 'node:net'
import { makeAddressList, parseAddress } from '../base/ip-addresses.ts'

/**
 * What IANA keeps for other uses than the public internet, and the one address outside of these at which a cloud tells its
 * machines their secrets (Azure's).
 */
const SPECIAL_IPV4 = makeAddressList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16',
])

const UNICAST_IPV6 = makeAddressList(['2000::/3'])
/** Among these the tunnels (Teredo, 6to4), whose addresses carry an IPv4 address that may be a private one. */
const SPECIAL_IPV6 = makeAddressList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

/** Whether an address belongs to the public internet: not private, loopback, link-local, metadata, or a reserved one. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text)
  if (!address) return false
  if (isIPv4(address)) return !SPECIAL_IPV4.has(address)
  return UNICAST_IPV6.has(address) && !SPECIAL_IPV6.has(address)
}
