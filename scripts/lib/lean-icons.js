import { inRoot } from './files.js'

/** Icons are drawn by `console/src/parts/icon-shape.ts`: what draws them in the package weighs more than the icons. */
export const leanIcons = {
  name: 'lean icons',
  setup({ onResolve }) {
    onResolve({ filter: /\/createLucideIcon\.mjs$/ }, () => ({ path: inRoot('console/src/parts/icon-shape.ts') }))
  },
}
