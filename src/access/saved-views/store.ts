import type { KeysetPage, Listed } from '../../base/page.ts'
import type { SavedView, SavedViewForm } from './saved-view.ts'

export interface SavedViewStore {
  /** Of the member, and what others share; by page and name. */
  list(staffId: number, filter: { page?: string | undefined }, page: KeysetPage): Promise<Listed<SavedView>>
  get(id: number): Promise<SavedView | undefined>
  lock(id: number): Promise<SavedView | undefined>
  /** How many a member has. */
  countOf(staffId: number): Promise<number>
  /** Undefined when the member has one of this name for the page. */
  insert(staffId: number, form: SavedViewForm, at: number): Promise<number | undefined>
  /** The one of this name that the member has for the page. */
  idOf(view: Pick<SavedView, 'staffId' | 'page' | 'name'>): Promise<number | undefined>
  /** Moves the version. */
  update(view: Pick<SavedView, 'id'> & SavedViewForm, at: number): Promise<void>
  delete(id: number): Promise<void>
}
