import { VERSION } from '../base/version.ts'
import type { Config } from '../config.ts'

/** The version of this program as far as who has not signed in is told; empty where the operator wants it so. */
export const toldVersion = ({ tellVersion }: Pick<Config, 'tellVersion'>): string =>
  tellVersion === 'off' ? '' : VERSION
