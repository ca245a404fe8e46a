export type Currency = {
  id: number
  /** ISO 4217, such as `EUR`. */
  code: string
  prefix: string
  suffix: string
  /** Exactly one currency is, from the first on. */
  isDefault: boolean
}
