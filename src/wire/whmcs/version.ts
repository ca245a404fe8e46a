/**
 * The version of the remote API whose documents this face follows. Clients compare it to decide what they may call;
 * Provisor's own version stands on the status page and in the native API.
 */
export const FACE_VERSION = '8.13.0'
export const CANONICAL_VERSION = '8.13.0-release.1'
