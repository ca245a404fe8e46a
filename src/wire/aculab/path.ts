const FIRST_SEGMENTS = /^\/+(?:service|service_[a-z]+|application_status|report_[a-z]+)(?:\/|$)/

export const isAculabPath = (path: string): boolean => FIRST_SEGMENTS.test(path)

/**
 * A published address has `//` in it: runs of slashes count as one in the paths of this face. A path that no router can
 * decode leads to where nothing is.
 */
export function aculabPath(url: string): string {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  if (!isAculabPath(path)) return url
  if (path.includes('%') && !isDecodable(path)) return '/service/'
  return path.includes('//') ? path.replace(/\/{2,}/g, '/') + (mark < 0 ? '' : url.slice(mark)) : url
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
