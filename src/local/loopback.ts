import { makeAddressList } from '../access/addresses.ts'

const LOOPBACK = makeAddressList(['127.0.0.0/8', '::1'])

/** Whether a server that listens there is reached from this machine only. */
export const isLoopbackHost = (host: string): boolean => host.toLowerCase() === 'localhost' || LOOPBACK.has(host)
