import { systemClock } from '../../../src/base/clock.ts'
import { startFake } from '../../../src/fake-panels/fake-server.ts'
import { fakeTroubles } from '../bench.ts'
import { conforms } from '../conformance.ts'
import { acorn } from './acorn.ts'
import { ACORN_KEY, makeFakeAcorn } from './acorn-fake.ts'

conforms('acorn', async () => {
  const fake = await startFake(makeFakeAcorn(), { clock: systemClock })
  return {
    backend: acorn,
    server: { port: fake.port, accessHash: ACORN_KEY },
    packages: ['oak', 'beech'],
    unknownPackage: 'There is no plan “no-such-package”',
    foreign: ({ username: name }) =>
      fake.model.seed([{ id: 1000, name, domain: 'elsewhere.example.net', plan: 'oak', label: 'theirs', frozen: '' }]),
    ...fakeTroubles(fake),
  }
})
