import type { Exceptions } from './faults.ts'

/** What may stay as it is. Each says why nobody outside can make it slow. */
export const EXCEPTIONS: Exceptions = {
  literals: {},
  makers: {
    'src/base/text/linear-pattern.ts':
      'Only to see whether JavaScript knows the pattern too: nothing is ever matched with it.',
    'src/fake-panels/whm/functions.ts':
      'The search of a panel for tests and demonstrations, which takes regular expressions because the panel that it stands for does.',
  },
}
