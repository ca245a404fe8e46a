import manifest from '../../package.json' with { type: 'json' }

/** Provisor's own version. */
export const VERSION: string = manifest.version
