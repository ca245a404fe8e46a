import type { Clock } from '../../base/clock.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { BareForm } from '../bare-answers.ts'
import { pathAndQuery } from '../path-and-query.ts'
import { ERROR_TYPE, errorFormat, renderError } from './error-body.ts'
import { httpError } from './errors.ts'
import { LINKS } from './guessed.ts'
import { isAculabPath } from './path.ts'
import { wallText } from './wall-text.ts'

type Parts = { clock: Clock; wallClock: WallClock }

export function aculabBare({ clock, wallClock }: Parts): BareForm {
  return {
    owns: isAculabPath,
    answer({ status, detail }, { url, accept }) {
      const format = errorFormat(accept)
      const now = wallText(wallClock, clock.now())
      const facts = { path: pathAndQuery(url)[0], requestedAt: now, failedAt: now, link: LINKS.errors }
      return { type: ERROR_TYPE[format], body: renderError(format, httpError(status, detail), facts) }
    },
  }
}
