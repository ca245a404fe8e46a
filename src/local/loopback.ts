/** For the command line, which reaches the rooms of the product through this one. */
export { isLoopbackHost } from '../access/loopback.ts'
