import { MODULE_SETTING_COUNT } from '../../catalog/products/module-settings.ts'

export const SETTING_KINDS = ['text', 'textarea', 'number', 'yesno', 'dropdown', 'password'] as const

/** What a backend asks the operator for. A yes is `on`. */
export type SettingDefinition = {
  /** Under which the backend finds the value. */
  name: string
  label: string
  kind: (typeof SETTING_KINDS)[number]
  /** For `dropdown`. */
  choices?: readonly string[]
  default?: string
  about?: string
  /** For products: what a client chose under a configurable option of this name wins over the product's own value. */
  option?: string
}

export type BackendSettings = Readonly<Record<string, string>>

/** Product settings by name. Their order is their position; positions that the backend does not know are left alone. */
export function productSettings(
  definitions: readonly SettingDefinition[],
  values: readonly string[],
  options: BackendSettings = {},
): BackendSettings {
  return Object.fromEntries(
    definitions.map((definition, index) => {
      const chosen = definition.option === undefined ? undefined : options[definition.option]
      return [definition.name, chosen || values[index] || definition.default || '']
    }),
  )
}

export const serverSettings = (
  definitions: readonly SettingDefinition[],
  values: BackendSettings,
): BackendSettings => ({
  ...Object.fromEntries(definitions.map(({ name, default: fallback = '' }) => [name, values[name] || fallback])),
})

/** As operators and imports write a yes. */
export const isOn = (value: string | undefined): boolean => /^(on|yes|true|1)$/i.test(value?.trim() ?? '')

/** For every backend that speaks HTTP. */
export const HTTP_SERVER_SETTINGS: readonly SettingDefinition[] = [
  {
    name: 'certificatePin',
    label: 'Certificate fingerprint',
    kind: 'text',
    about: 'SHA-256 of the certificate; for panels whose certificate nobody else has signed',
  },
  {
    name: 'authority',
    label: 'Own authority',
    kind: 'textarea',
    about: 'Certificate (PEM) of the authority that signed the panel’s',
  },
  {
    name: 'answerSeconds',
    label: 'Time limit',
    kind: 'number',
    about: 'Seconds for one action, 1 to 300; empty for what suits each action',
  },
  {
    name: 'settleSeconds',
    label: 'Settle time',
    kind: 'number',
    about: 'Seconds that the panel may still be at work after an answer was lost, 0 to 3600; empty for its usual time',
  },
]

/** What is wrong with the settings that a backend asks for, for its author. */
export function settingProblems(definitions: readonly SettingDefinition[], most = MODULE_SETTING_COUNT): string[] {
  const problems: string[] = []
  if (definitions.length > most) problems.push(`expected at most ${most} settings, got ${definitions.length}`)
  const names = definitions.map(({ name }) => name)
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index)))
    problems.push(`expected each setting once, got ${name} twice`)
  for (const { name, kind, choices = [] } of definitions)
    if ((kind === 'dropdown') !== choices.length > 0)
      problems.push(`expected choices for a dropdown and for nothing else, got ${name}`)
  return problems
}
