import { Refusal } from '../base/refusal.ts'

export const noSchema = (): Refusal =>
  new Refusal('no_database', 'There is nothing to back up: this database has no schema yet')
