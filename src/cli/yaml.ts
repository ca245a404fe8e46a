import { stringify } from 'yaml'

/** In a file of its own, which is loaded when somebody asks for YAML. Lines are as long as their texts. */
export const yamlOf = (value: unknown): string => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })
