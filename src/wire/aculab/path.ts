const FIRST_SEGMENTS = /^\/+(?:service|service_[a-z]+|application_status|report_[a-z]+)(?:\/|$)/

/** A published address has `//` in it: runs of slashes count as one in the paths of this face. */
export function aculabPath(url: string): string {
  if (!url.includes('//')) return url
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  if (!FIRST_SEGMENTS.test(path)) return url
  return path.replace(/\/{2,}/g, '/') + (mark < 0 ? '' : url.slice(mark))
}
