/** Some fields of `T`. One that is undefined stays as it is, as one that is missing does. */
export type Patch<T> = { [field in keyof T]?: T[field] | undefined }

/** `before` with what is present in `changes`; a field that is undefined there stays as it is. */
export function merge<T extends object>(before: T, changes: Patch<NoInfer<T>>): T {
  const present = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(present) }
}
