import { existsSync } from 'node:fs'

/** Beside the bundle; where this runs from its sources, in the build of the same clone. */
const PLACES = ['./console/', '../../dist/console/'].map((place) => new URL(place, import.meta.url))

/** The folder of what the build made for browsers, if it has `file`; undefined where nothing is built. */
export const builtFolderWith = (file: string): URL | undefined =>
  PLACES.find((place) => existsSync(new URL(file, place)))
