import type { SettingDefinition } from '../../panel/settings.ts'

/** What a product says to a program that takes our messages. */
export const MESSAGE_PRODUCT_SETTINGS: readonly SettingDefinition[] = [
  { name: 'plan', label: 'Product', kind: 'text', about: 'The receiver’s name for it; empty for ours' },
  { name: 'parameters', label: 'Parameters', kind: 'textarea', about: 'One name=value a line' },
]
