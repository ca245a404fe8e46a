const NAME = /^provisor-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.tar\.gz$/

/** `provisor-20261130T023000000Z.tar.gz`: sorted by name they are sorted by age. */
export const backupName = (at: Date): string => `provisor-${at.toISOString().replace(/[-:.]/g, '')}.tar.gz`

/** When a file of this name was begun; undefined for what is none of ours. */
export function takenAt(name: string): Date | undefined {
  const parts = NAME.exec(name)?.slice(1)
  if (!parts) return undefined
  const [year, month, day, hour, minute, second, ms] = parts
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
  return Number.isNaN(at.getTime()) ? undefined : at
}
