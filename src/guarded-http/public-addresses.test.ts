import { expect, test } from 'vitest'
import { isPublicAddress } from './public-addresses.ts'

test.each([
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1', '[::1]']],
  ['private networks', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1']],
  ['link-local addresses', ['169.254.0.1', 'fe80::1', 'fe80::1%eth0']],
  ['what tells a machine its secrets', ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16']],
  [
    'shared, test and reserved networks',
    ['100.64.0.1', '198.18.0.1', '192.0.2.1', '203.0.113.1', '240.0.0.1', '2001:db8::1'],
  ],
  ['many at once, and nobody', ['224.0.0.1', '255.255.255.255', 'ff02::1', '0.0.0.0', '::']],
  [
    'IPv4 in the clothes of IPv6',
    ['::ffff:127.0.0.1', '::ffff:a00:1', '::10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::1', '2001::1'],
  ],
  ['what is no address', ['example.com', '', '1.2.3', '0x7f.1', '2130706433']],
])('%s are not public', (_, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([])
})

test.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '198.20.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)
