import { BlockList, isIP, isIPv4, SocketAddress } from 'node:net'
import { Invalid } from './refusal.ts'

/** One address, or all that begin with the same `prefix` bits. */
export type Cidr = { readonly family: 'ipv4' | 'ipv6'; readonly address: string; readonly prefix: number }

export interface AddressList {
  /** False for what is no address. Takes every form that `parseAddress` reads. */
  has(address: string): boolean
  /** How many entries; an empty list has no address, and what that means is for its owner to say. */
  readonly size: number
}

/**
 * The one form in which an address is compared, stored and shown: IPv6 short and in lower case, without brackets and zone
 * id, and IPv4 behind IPv6 (`::ffff:1.2.3.4`) as the IPv4 address that it is. `undefined` for anything else.
 */
export function parseAddress(text: string): string | undefined {
  if (isIPv4(text)) return text
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text
  if (isIP(bare) !== 6) return undefined
  const { address } = new SocketAddress({ family: 'ipv6', address: bare })
  const mapped = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : ''
  return isIPv4(mapped) ? mapped : address
}

/**
 * What is counted and banned as one: an IPv4 address, or the `/64` of an IPv6 one, all of which belong to one household.
 * Loopback stays itself, and so do IPv4 callers whom a translator brings as `64:ff9b::/96`. What is no address stays as it is.
 */
export function blockOf(text: string): string {
  const address = parseAddress(text.endsWith('/64') ? text.slice(0, -3) : text)
  if (!address || isIPv4(address) || address === '::1' || address.startsWith('64:ff9b::')) return address ?? text
  return `${firstGroups(address, 4)}/64`
}

/** What one customer of an access provider may have: the `/24` of an IPv4 address, and the `/48` of an IPv6 one. */
export function rangeOf(text: string): string {
  const address = parseAddress(text.endsWith('/64') ? text.slice(0, -3) : text)
  if (!address || address === '::1') return address ?? text
  return isIPv4(address) ? `${address.slice(0, address.lastIndexOf('.'))}.0/24` : `${firstGroups(address, 3)}/48`
}

/** Of an IPv6 address, with zeros behind them. */
function firstGroups(address: string, count: number): string | undefined {
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail ? tail.split(':') : []
  const middle = tail === undefined ? 0 : 8 - first.length - last.length
  const groups = [...first, ...Array<string>(middle).fill('0'), ...last].slice(0, count)
  return parseAddress(`${groups.join(':')}::`)
}

/** Reads a single address, `10.0.0.0/8`, `2001:db8::/32`, or the older `10.1.*.*`, whose last octets may be stars. */
export function parseCidr(text: string): Cidr | undefined {
  const starred = fromStars(text)
  const [, base = '', bits] = /^([^/]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(starred) ?? []
  const address = parseAddress(base)
  if (!address) return undefined
  const width = isIPv4(address) ? 32 : 128
  // ::ffff:10.0.0.0/104 counts its bits from the start of the IPv6 address.
  const written = isIPv4(address) && !isIPv4(base) ? 128 : width
  const prefix = Number(bits ?? written) - (written - width)
  if (prefix < 0 || prefix > width) return undefined
  return { family: width === 32 ? 'ipv4' : 'ipv6', address, prefix }
}

function fromStars(text: string): string {
  const octets = text.split('.')
  const fixed = octets.indexOf('*')
  if (octets.length !== 4 || fixed === -1 || octets.slice(fixed).some((octet) => octet !== '*')) return text
  return `${[...octets.slice(0, fixed), ...Array(4 - fixed).fill('0')].join('.')}/${8 * fixed}`
}

/** Refuses the first entry that `parseCidr` cannot read. */
export function makeAddressList(entries: readonly string[]): AddressList {
  // One for each family: a list with both would find every IPv4 address in ::/0.
  const nets = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const entry of entries) {
    const cidr = parseCidr(entry.trim())
    if (!cidr) throw new Invalid('address', 'an IP address, a network such as 10.0.0.0/8, or 10.1.*.*', entry)
    nets[cidr.family].addSubnet(cidr.address, cidr.prefix, cidr.family)
  }
  return {
    has(text) {
      const address = parseAddress(text)
      if (!address) return false
      const family = isIPv4(address) ? 'ipv4' : 'ipv6'
      return nets[family].check(address, family)
    },
    size: entries.length,
  }
}

/**
 * Who asks, in the form of `parseAddress`. `X-Forwarded-For` counts only from a trusted proxy, and is read from its
 * right end, where our proxies wrote, as far as each next one is trusted too: what stands further left is the stranger's
 * own claim. An entry that is no address ends the reading at the proxy that passed it on. `ignoredForwarded` says that an
 * untrusted peer sent the header.
 */
export function clientAddress(
  socketAddress: string,
  forwardedFor: string | undefined,
  trustedProxies: AddressList,
): { address: string; ignoredForwarded: boolean } {
  let address = parseAddress(socketAddress) ?? socketAddress
  if (!forwardedFor?.trim()) return { address, ignoredForwarded: false }
  if (!trustedProxies.has(address)) return { address, ignoredForwarded: true }
  for (const hop of forwardedFor.split(',').reverse()) {
    const next = parseAddress(withoutPort(hop.trim()))
    if (!next) break
    address = next
    if (!trustedProxies.has(address)) break
  }
  return { address, ignoredForwarded: false }
}

/** Some proxies write `1.2.3.4:5678` and `[2001:db8::1]:5678`. */
const withoutPort = (hop: string): string => /^([\d.]+|\[[^\]]*\]):\d{1,5}$/.exec(hop)?.[1] ?? hop
