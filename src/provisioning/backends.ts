import type { Backend } from './backend.ts'
import { cpanel } from './backends/cpanel/cpanel.ts'

/** Every module that comes with the product. */
export const BACKENDS: readonly Backend[] = [cpanel]
