import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientAddress, makeAddressList, parseAddress, parseCidr } from './ip-addresses.ts'

const stranger = fc
  .tuple(fc.integer({ min: 11, max: 126 }), fc.nat(255), fc.nat(255), fc.nat(255))
  .map((o) => o.join('.'))
const proxy = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((octets) => `10.${octets.join('.')}`)
const trusted = makeAddressList(['10.0.0.0/8'])

test('whatever a stranger writes in the header, behind proxies that append he is seen as himself', () => {
  const claim = fc.oneof(fc.string(), stranger, proxy, fc.ipV6(), fc.constantFrom('127.0.0.1', '::1', ',', '10.0.0.1,'))
  fc.assert(
    fc.property(fc.array(claim), stranger, fc.array(proxy), proxy, (claims, self, hops, peer) => {
      const header = [...claims, self, ...hops].join(', ')
      expect(clientAddress(peer, header, trusted)).toEqual({ address: self, ignoredForwarded: false })
    }),
  )
})

test('without a proxy in between, whatever he writes changes nothing', () => {
  fc.assert(
    fc.property(fc.string(), stranger, (header, self) => {
      expect(clientAddress(self, header, trusted).address).toBe(self)
    }),
  )
})

test('the form of an address is settled after one reading', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const address = parseAddress(text)!
      expect(parseAddress(address)).toBe(address)
      expect(parseAddress(`[${address}]`) ?? address).toBe(address)
      expect(makeAddressList([text]).has(address)).toBe(true)
    }),
  )
})

test('an IPv4 network has exactly the addresses that share its first bits', () => {
  const number = (text: string) => text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(32), fc.ipV4(), fc.nat(32), (net, prefix, other, alike) => {
      const near = (number(net) ^ (number(other) >>> (alike % 32))) >>> 0
      const address = [24, 16, 8, 0].map((shift) => (near >>> shift) & 255).join('.')
      const shares = prefix === 0 || number(net) >>> (32 - prefix) === number(address) >>> (32 - prefix)
      expect(makeAddressList([`${net}/${prefix}`]).has(address)).toBe(shares)
    }),
  )
})

test('any text is a network or none, and never a fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f.:*/%[\]]{0,40}$/)), (text) => {
      const cidr = parseCidr(text)
      if (cidr) expect(makeAddressList([text]).has(cidr.address)).toBe(true)
    }),
  )
})
