import { makeAddressList } from '../base/ip-addresses.ts'

export const LOOPBACK_RANGES: readonly string[] = ['127.0.0.0/8', '::1']

const LOOPBACK = makeAddressList(LOOPBACK_RANGES)

export const isLoopbackAddress = (address: string): boolean => LOOPBACK.has(address)

/** Whether a server that listens there is reached from this machine only. */
export const isLoopbackHost = (host: string): boolean => host.toLowerCase() === 'localhost' || isLoopbackAddress(host)

type Reached = { trustedProxies: readonly unknown[]; publicUrl: string }

/**
 * Whether a caller from loopback may be taken for somebody on this machine. Not where a proxy stands in front, which may
 * be on this machine too: one that adds no header and asks for `127.0.0.1` passes on strangers who look like its owner.
 */
export const trustsLoopback = ({ trustedProxies, publicUrl }: Reached): boolean =>
  trustedProxies.length === 0 && publicUrl === ''
