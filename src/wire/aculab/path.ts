const FIRST_SEGMENTS = /^\/+(?:service|service_[a-z]+|application_status|report_[a-z]+)(?:\/|$)/

export const isAculabPath = (path: string): boolean => FIRST_SEGMENTS.test(path)

/**
 * A published address has `//` in it: runs of slashes count as one in the paths of this face. A path that no router can
 * decode leads to where nothing is.
 */
export function aculabPath(path: string): string | undefined {
  if (!isAculabPath(path)) return undefined
  if (path.includes('%') && !isDecodable(path)) return '/service/'
  return path.replace(/\/{2,}/g, '/')
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
