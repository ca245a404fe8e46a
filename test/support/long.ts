/** Runs that take minutes: set by `npm run test:long`. */
export const isLong = process.env.PROVISOR_LONG === '1'
