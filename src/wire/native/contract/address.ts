/** Below this address all of this interface is found. */
export const BASE = '/api/v1'
