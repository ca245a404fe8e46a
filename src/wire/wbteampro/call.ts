import type { Actor } from '../../access/actor.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Domain } from '../../domain.ts'
import type { ProjectSettingValues } from '../../projects/setting.ts'
import type { Parameters, Values } from '../codec/parameter.ts'
import { decodeParameters } from '../codec/parameter.ts'
import type { ParamMap } from '../codec/php-value.ts'
import type { RemoteUpload } from './multipart.ts'
import { asParameters } from './refuse.ts'

/** One admitted request, as a method sees it. */
export type RemoteCall = {
  readonly actor: Actor
  readonly domain: Domain
  readonly wallClock: WallClock
  readonly settings: ProjectSettingValues
  /** The number in the chain; 0 where the chain has none. */
  readonly id: number
  readonly params: ParamMap
  readonly upload: RemoteUpload | undefined
  /** Whether the caller asked for JSON in a header, where bytes are the usual answer. */
  readonly acceptsJson: boolean
  /** Whether every column of a record is text. */
  readonly stringifies: boolean
}

export const valuesOf = <P extends Parameters>({ params }: RemoteCall, parameters: P): Values<P> =>
  asParameters(() => decodeParameters(parameters, params))
