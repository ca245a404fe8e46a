import { useNavigate, useSearch } from '@tanstack/react-router'

/** What of a page of the settings stands in its address, so that each view of it is a link. */
type SettingsSearch = { readonly q?: string; readonly state?: string; readonly open?: string }

export function useSettingsSearch() {
  const search: SettingsSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  return {
    search,
    /** `isStep`: the way back in the browser leads to what was before. */
    change: (changes: { [Name in keyof SettingsSearch]: SettingsSearch[Name] | undefined }, isStep = false) =>
      void navigate({
        to: '.',
        search: ((before: SettingsSearch) => ({ ...before, ...changes })) as never,
        replace: !isStep,
      }),
  }
}
