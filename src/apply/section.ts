import type { z } from 'zod'
import type { Patch } from '../base/merge.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import type { SecretSettings } from '../catalog/secret-settings.ts'
import type { Domain } from '../domain.ts'
import type { Opened } from '../open.ts'

/** What a section works with: the verbs over the one transaction of the whole file, and what they do not tell. */
export type Setup = {
  readonly domain: Domain
  readonly stores: Pick<Opened['read'], 'catalog'>
  readonly secrets: SecretBox
}

/**
 * One kind of thing that a setup file lists, in the form it has in the file. What a field says is brought about, a field
 * that is left out stays as it is, and nothing is ever removed.
 */
export type Section<Item extends object = Record<string, unknown>, Required extends keyof Item = keyof Item> = {
  /** The key in the file. */
  readonly name: string
  /** There is one of it, and the file has no list. */
  readonly single?: true
  readonly item: z.ZodType<Item>
  /** The natural key: what makes an item of the file and one in the database the same. */
  keyOf(item: Item): string
  /** What a new one cannot be without. One that is there keeps its own, so `item` does not ask for these. */
  readonly required?: readonly Required[]
  /** Several may have the same key; the second of the file is then the second in the database. */
  readonly repeats?: boolean
  /** What a new one gets where the file says nothing. An export leaves these out. */
  readonly defaults: Partial<Item>
  /** Fields that are not compared, because the key says enough. */
  readonly fixed?: readonly (keyof Item & string)[]
  /** Never exported or shown. The file may say `passwordFrom: env:NAME` for `password`. */
  readonly secrets?: readonly (keyof Item & string)[]
  /** Never exported or shown either. The file may say `nameFrom: env:NAME` for `name`, in a map. */
  readonly secretParts?: SecretParts<NoInfer<Item>>
  /** An item for an export, as short as a person would write it. */
  shorten?(item: Partial<Item>): object
  open(setup: Setup): Promise<OpenSection<Item, Required>>
}

/** A field of which some values are secret: of a map by their names, or of a list by their indexes. */
type SecretParts<Item extends object> = {
  readonly field: keyof Item & string
  of(settings: SecretSettings, item: Item): (part: string) => boolean
}

export type OpenSection<Item extends object, Required extends keyof Item = keyof Item> = {
  /** All there are, with every field. */
  readonly present: readonly { readonly id: number; readonly item: Item }[]
  /** False when there was nothing to do, for what cannot be listed as present. */
  add(item: Item & { [Name in Required]-?: Exclude<Item[Name], undefined> }): Promise<unknown>
  /** Whether a secret is this one already, of those that are kept as digests only and cannot be read back. */
  holds?(id: number, field: keyof Item & string, secret: string): Promise<boolean>
  /** `differing` are the fields of `wanted` that are otherwise now. */
  change(id: number, differing: Patch<Item>, wanted: Item): Promise<unknown>
}

/** Keeps the type of the items inside while the list holds sections of all kinds. */
export const section = <Item extends object, const Required extends keyof Item = never>(
  definition: Section<Item, Required>,
): Section => definition as unknown as Section
