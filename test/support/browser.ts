import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'
import { askAtDoor } from './door.ts'

let connected: Promise<Browser> | undefined

/** The run's browser, for all files of this process: each closes what they open in it, and nobody closes it. */
export function openBrowser(): Promise<Browser> {
  connected ??= askAtDoor(inject('browserDoor')).then((address) => chromium.connect(address))
  return connected
}
