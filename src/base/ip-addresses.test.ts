import { expect, test } from 'vitest'
import { clientAddress, makeAddressList, parseAddress, parseCidr, rangeOf } from './ip-addresses.ts'

test.each([
  ['1.2.3.4', '1.2.3.4'],
  ['255.255.255.255', '255.255.255.255'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::FFFF:1.2.3.4', '1.2.3.4'],
  ['::ffff:102:304', '1.2.3.4'],
  ['0:0:0:0:0:ffff:102:304', '1.2.3.4'],
  ['[::ffff:1.2.3.4]', '1.2.3.4'],
  ['::1', '::1'],
  ['[::1]', '::1'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%25eth0]', 'fe80::1'],
  ['::ffff:0:1.2.3.4', '::ffff:0:102:304'],
])('%s is the address %s', (text, address) => {
  expect(parseAddress(text)).toBe(address)
})

test.each([
  '',
  'localhost',
  'unknown',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.256',
  '01.2.3.4',
  '1.2.3.4 ',
  '1.2.3.4%eth0',
  '1.2.3.4:80',
  '[1.2.3.4]',
  '[::1]:80',
  '[::1',
  ':::1',
  '1.2.3.4/32',
  '0x7f.1',
  '2130706433',
])('%j is no address', (text) => {
  expect(parseAddress(text)).toBeUndefined()
})

test.each([
  ['1.2.3.4', 'ipv4', '1.2.3.4', 32],
  ['10.0.0.0/8', 'ipv4', '10.0.0.0', 8],
  ['0.0.0.0/0', 'ipv4', '0.0.0.0', 0],
  ['1.2.*.*', 'ipv4', '1.2.0.0', 16],
  ['1.2.3.*', 'ipv4', '1.2.3.0', 24],
  ['*.*.*.*', 'ipv4', '0.0.0.0', 0],
  ['2001:DB8::/32', 'ipv6', '2001:db8::', 32],
  ['[2001:db8::1]', 'ipv6', '2001:db8::1', 128],
  ['::/0', 'ipv6', '::', 0],
  ['::ffff:10.0.0.0/104', 'ipv4', '10.0.0.0', 8],
  ['::ffff:1.2.3.4', 'ipv4', '1.2.3.4', 32],
])('%s is %s %s with %d bits', (text, family, address, prefix) => {
  expect(parseCidr(text)).toEqual({ family, address, prefix })
})

test.each([
  '',
  '/8',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/08',
  '10.0.0.0/8/8',
  '10.0.0.0/255.0.0.0',
  '2001:db8::/129',
  '::ffff:10.0.0.0/95',
  '*',
  '1.*',
  '1.2.*',
  '1.*.3.*',
  '*.2.3.4',
  '1.2.*.*/16',
  '1.2.3.4:80',
  'localhost',
])('%j is no network', (text) => {
  expect(parseCidr(text)).toBeUndefined()
})

test.each([
  ['10.1.2.3', true],
  ['::ffff:10.1.2.3', true],
  ['11.0.0.1', false],
  ['192.0.2.7', true],
  ['192.0.2.8', false],
  ['198.51.100.200', true],
  ['198.51.101.200', false],
  ['2001:db8:ffff::1', true],
  ['[2001:DB8::1]', true],
  ['2001:db9::1', false],
  ['localhost', false],
  ['', false],
])('the list has %j: %s', (address, expected) => {
  const list = makeAddressList(['10.0.0.0/8', ' 192.0.2.7', '198.51.100.*', '2001:db8::/32'])
  expect(list.has(address)).toBe(expected)
  expect(list.size).toBe(4)
})

test('bits after the prefix do not matter', () => {
  expect(makeAddressList(['10.9.8.7/8']).has('10.1.1.1')).toBe(true)
})

test('a list of all IPv6 addresses has no IPv4 address, and the other way round', () => {
  expect(makeAddressList(['::/0']).has('1.2.3.4')).toBe(false)
  expect(makeAddressList(['::/0']).has('::ffff:1.2.3.4')).toBe(false)
  expect(makeAddressList(['0.0.0.0/0']).has('2001:db8::1')).toBe(false)
})

test('an empty list has nobody', () => {
  expect(makeAddressList([])).toMatchObject({ size: 0 })
  expect(makeAddressList([]).has('127.0.0.1')).toBe(false)
})

test('a wrong entry is refused by name', () => {
  expect(() => makeAddressList(['10.0.0.0/8', '10.0.0.0/33'])).toThrow(
    'Invalid address: expected an IP address, a network such as 10.0.0.0/8, or 10.1.*.*, got "10.0.0.0/33"',
  )
})

const proxies = ['10.0.0.0/8', '2001:db8::/32']

test.each<[string, { from: string; forwarded?: string; trusted?: string[] }, string, boolean]>([
  ['no header: the peer', { from: '203.0.113.9' }, '203.0.113.9', false],
  ['a blank header: the peer', { from: '203.0.113.9', forwarded: ' ' }, '203.0.113.9', false],
  ['no header from a proxy: the proxy', { from: '10.0.0.1' }, '10.0.0.1', false],
  ['a stranger claims an address: ignored', { from: '203.0.113.9', forwarded: '10.0.0.5' }, '203.0.113.9', true],
  ['nobody is trusted: ignored', { from: '127.0.0.1', forwarded: '1.1.1.1', trusted: [] }, '127.0.0.1', true],
  ['a proxy passes on a client', { from: '10.0.0.1', forwarded: '203.0.113.9' }, '203.0.113.9', false],
  ['a mapped proxy passes on a client', { from: '::ffff:10.0.0.1', forwarded: '203.0.113.9' }, '203.0.113.9', false],
  ['an IPv6 proxy passes on a client', { from: '2001:db8::1', forwarded: '2A00:0:0::9' }, '2a00::9', false],
  ['two proxies', { from: '10.0.0.1', forwarded: '203.0.113.9, 10.0.0.2' }, '203.0.113.9', false],
  [
    'the client forged an allowed address in front',
    { from: '10.0.0.1', forwarded: '198.51.100.1, 203.0.113.9' },
    '203.0.113.9',
    false,
  ],
  [
    'the client forged a whole chain of proxies',
    { from: '10.0.0.1', forwarded: '198.51.100.1, 10.0.0.9, 10.0.0.8, 203.0.113.9' },
    '203.0.113.9',
    false,
  ],
  [
    'a stranger between two proxies ends the trust',
    { from: '10.0.0.1', forwarded: '198.51.100.1, 10.0.0.3, 203.0.113.9, 10.0.0.2' },
    '203.0.113.9',
    false,
  ],
  ['only proxies: the leftmost', { from: '10.0.0.1', forwarded: '10.0.0.3, 10.0.0.2' }, '10.0.0.3', false],
  ['garbage: the proxy', { from: '10.0.0.1', forwarded: 'unknown' }, '10.0.0.1', false],
  [
    'garbage behind a proxy ends the reading there',
    { from: '10.0.0.1', forwarded: '198.51.100.1, <script>, 10.0.0.2' },
    '10.0.0.2',
    false,
  ],
  ['an empty entry ends the reading', { from: '10.0.0.1', forwarded: '198.51.100.1,, 10.0.0.2' }, '10.0.0.2', false],
  ['only commas: the proxy', { from: '10.0.0.1', forwarded: ',,,' }, '10.0.0.1', false],
  ['a port behind IPv4', { from: '10.0.0.1', forwarded: '203.0.113.9:4711' }, '203.0.113.9', false],
  ['a port behind IPv6', { from: '10.0.0.1', forwarded: '[2a00::9]:4711' }, '2a00::9', false],
  ['brackets without a port', { from: '10.0.0.1', forwarded: '[2a00::9]' }, '2a00::9', false],
  ['a mapped client', { from: '10.0.0.1', forwarded: '::ffff:203.0.113.9' }, '203.0.113.9', false],
  [
    'a forged proxy in mapped form is that proxy, not a stranger',
    { from: '10.0.0.1', forwarded: '203.0.113.9, ::ffff:10.0.0.2' },
    '203.0.113.9',
    false,
  ],
  ['a peer without an address', { from: '', forwarded: '203.0.113.9' }, '', true],
])('%s', (_, { from, forwarded, trusted = proxies }, address, ignoredForwarded) => {
  expect(clientAddress(from, forwarded, makeAddressList(trusted))).toEqual({ address, ignoredForwarded })
})

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3::4', '2001:db8:1::/48'],
  ['2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8::', '2001:db8::/48'],
  ['::1', '::1'],
  ['local', 'local'],
])('the addresses around %s are %s', (address, range) => {
  expect(rangeOf(address)).toBe(range)
})
