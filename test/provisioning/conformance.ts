import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../src/base/calendar.ts'
import { verifyByDomain, verifyByState } from '../../src/provisioning/operations/verify.ts'
import { makeRegistry } from '../../src/provisioning/panel/registry.ts'
import { type Bench, NEW_PASSWORD, type OpenBench, openBench, type Trouble } from './bench.ts'
import { productOf } from './subjects.ts'

const GOOD = ['done', 'already']

/** What every backend must do, whatever its panel: `open` gives it with a fresh panel that is not in trouble. */
export function conforms(name: string, open: () => Promise<Bench>): void {
  describe(`${name} keeps the contract`, () => {
    const withBench = (title: string, prove: (bench: OpenBench) => Promise<void>) =>
      test(title, async () => {
        const bench = await openBench(open)
        await prove(bench)
        expect(bench.leaks()).toEqual([])
      })

    /** Left out, and named so, where the panel cannot have that trouble. */
    const inTrouble = (trouble: Trouble, title: string, prove: (bench: OpenBench) => Promise<void>) =>
      test(title, async ({ skip }) => {
        const bench = await openBench(open)
        const reason = bench.never?.[trouble]
        if (reason) skip(reason)
        await prove(bench)
        expect(bench.leaks()).toEqual([])
      })

    withBench('it can be registered', async ({ backend }) => {
      expect(makeRegistry([backend]).find(backend.name.toUpperCase())).toBe(backend)
    })

    withBench('an account lives its whole life, and every step may be repeated', async (bench) => {
      const { run, backend } = bench
      const account = () => bench.account(1)
      const state = async () => given(await run('accountState', { account: account() }))

      if (backend.testConnection) expect((await run('testConnection', {})).outcome).toMatchObject({ class: 'done' })
      expect(await state()).toMatchObject({ state: 'absent' })
      expect((await run('create', { account: account() })).outcome.class).toBe('done')
      expect(await state()).toMatchObject({
        state: 'active',
        username: account().username,
        domain: account().domain,
        package: bench.packages[0],
        differs: [],
      })
      expect((await run('create', { account: account() })).outcome.class).toBe('already')

      for (const expected of [['done'], GOOD])
        expect(expected).toContain(
          (await run('suspend', { account: account(), reason: 'Overdue on Payment' })).outcome.class,
        )
      expect(await state()).toMatchObject({ state: 'suspended', suspensionReason: 'Overdue on Payment' })
      for (const expected of [['done'], GOOD])
        expect(expected).toContain((await run('unsuspend', { account: account() })).outcome.class)
      expect(await state()).toMatchObject({ state: 'active', suspensionReason: '' })

      if (backend.changePackage) {
        const input = { account: bench.account(1, bench.packages[1]), from: productOf(backend, bench.packages[0]) }
        for (const expected of [['done'], GOOD])
          expect(expected).toContain((await run('changePackage', input)).outcome.class)
        expect(await state()).toMatchObject({ package: bench.packages[1], differs: ['package'] })
      }
      if (backend.changePassword) {
        const changed = { account: account(), password: NEW_PASSWORD }
        expect((await run('changePassword', changed)).outcome.class).toBe('done')
      }
      if (backend.renew) expect(GOOD).toContain((await run('renew', { account: account(), until: null })).outcome.class)
      if (backend.usage) expect(given(await run('usage', { account: account() })).diskUsedMb).toBeGreaterThanOrEqual(0)
      if (backend.signOn) {
        const { url } = given(await run('signOn', { account: account(), address: null }))
        expect(URL.parse(url)?.protocol).toBe('https:')
      }
      if (backend.listAccounts) {
        const { accounts } = given(await run('listAccounts', { cursor: null }))
        expect(accounts.map(({ username }) => username)).toEqual([account().username])
      }

      for (const expected of [['done'], ['already']])
        expect(expected).toContain((await run('terminate', { account: account() })).outcome.class)
      expect(['absent', 'terminated']).toContain((await state()).state)
      expect(live(await bench.accounts())).toEqual([])
    })

    withBench('every call is in the trace', async ({ run, account }) => {
      const { trace } = await run('create', { account: account(1) })
      expect(trace.length).toBeGreaterThan(0)
      for (const entry of trace) expect(entry).toMatchObject({ end: 'answered', status: expect.any(Number) })
    })

    withBench('an account of somebody else is in the way: nobody touches it', async (bench) => {
      await bench.foreign(bench.account(1))
      const before = await bench.accounts()
      expect((await bench.run('create', { account: bench.account(1) })).outcome).toMatchObject({ class: 'conflict' })
      expect(await bench.accounts()).toEqual(before)
      const looked = given(await bench.run('accountState', { account: bench.account(1) }))
      expect(verifyByState('create', looked)).not.toBe('done')
      await bench.run('terminate', { account: bench.account(1) })
      expect(await bench.accounts()).toEqual(before)
    })

    withBench(
      'a package that the panel does not have is one cause for all, in the panel’s own words',
      async (bench) => {
        const outcomes = []
        for (const id of [1, 2])
          outcomes.push((await bench.run('create', { account: bench.account(id, 'no-such-package') })).outcome)
        expect(outcomes).toMatchObject([
          { class: 'configuration', text: bench.unknownPackage, cause: expect.stringContaining('no-such-package') },
          { class: 'configuration', cause: 'cause' in outcomes[0]! && outcomes[0].cause },
        ])
        expect(await bench.accounts()).toEqual([])
      },
    )

    withBench('what the panel will never accept names the field', async (bench) => {
      const account = bench.account(1, bench.packages[0], { domain: 'not a domain' })
      expect((await bench.run('create', { account })).outcome).toMatchObject({ class: 'permanent', field: 'domain' })
    })

    for (const [trouble, expected] of [
      ['unreachable', { class: 'transient' }],
      ['busy', { class: 'transient', retryAfterMs: 7000 }],
      ['denied', { class: 'authentication' }],
    ] as const)
      inTrouble(trouble, `a panel in trouble (${trouble}) has done nothing`, async (bench) => {
        await bench.trouble(trouble)
        expect((await bench.run('create', { account: bench.account(1) })).outcome).toMatchObject(expected)
        expect(await bench.accounts()).toEqual([])
      })

    inTrouble(
      'lost',
      'whatever was done when its answer was lost is found by looking, and is not done twice',
      async (bench) => {
        const account = () => bench.account(1)
        const from = productOf(bench.backend, bench.packages[0])
        const lose = async (verb: 'create' | 'suspend' | 'unsuspend' | 'changePackage' | 'terminate') => {
          const input = verb === 'changePackage' ? bench.account(1, bench.packages[1]) : account()
          await bench.trouble('lost')
          const { outcome } = await bench.run(verb, { account: input, reason: 'Overdue', from })
          expect([verb, outcome.class]).toEqual([verb, 'unknown'])
          await bench.calm()
          const looked = given(await bench.run('accountState', { account: input }))
          expect([verb, verifyByState(verb, looked)]).toEqual([verb, 'done'])
        }
        await lose('create')
        expect((await bench.run('create', { account: account() }, { attempt: 2 })).outcome.class).toBe('already')
        expect(await bench.accounts()).toHaveLength(1)
        for (const verb of ['suspend', 'unsuspend', 'changePackage', 'terminate'] as const)
          if (bench.backend[verb]) await lose(verb)
        expect(live(await bench.accounts())).toEqual([])
      },
    )

    inTrouble('broken', 'what was not done is seen by looking, and is done when it is repeated', async (bench) => {
      const account = () => bench.account(1)
      await bench.trouble('broken')
      expect((await bench.run('create', { account: account() })).outcome).toMatchObject({ class: 'unknown' })
      await bench.calm()
      const looked = given(await bench.run('accountState', { account: account() }))
      expect(verifyByState('create', looked)).toBe('not-done')
      expect((await bench.run('create', { account: account() }, { attempt: 2 })).outcome.class).toBe('done')
      await bench.trouble('broken')
      expect((await bench.run('suspend', { account: account(), reason: '' })).outcome).toMatchObject({
        class: 'unknown',
      })
      await bench.calm()
      expect(await bench.accounts()).toMatchObject([{ state: 'active' }])
    })

    inTrouble('lost', 'an answer that is lost when the panel was only asked leaves nothing in doubt', async (bench) => {
      await bench.run('create', { account: bench.account(1) })
      await bench.trouble('lost', 'asking')
      for (const verb of ['accountState', 'usage'] as const)
        if (bench.backend[verb])
          expect((await bench.run(verb, { account: bench.account(1) })).outcome).toMatchObject({ class: 'transient' })
    })

    inTrouble('silent', 'when the time is up nobody knows, and looking tells', async (bench) => {
      await bench.trouble('silent')
      const [{ outcome }] = await Promise.all([
        bench.run('create', { account: bench.account(1) }),
        bench.silence().then(bench.time.runOut),
      ])
      expect(outcome).toMatchObject({ class: 'unknown', text: expect.stringMatching(/^No answer within \d+ seconds$/) })
      await bench.calm()
      const looked = given(await bench.run('accountState', { account: bench.account(1) }))
      expect(verifyByState('create', looked)).toBe('done')
    })

    inTrouble(
      'silent',
      'what is called off in the middle may have been done; before it began it was not',
      async (bench) => {
        await bench.trouble('silent')
        const wanted = new AbortController()
        const [{ outcome }] = await Promise.all([
          bench.run('create', { account: bench.account(1) }, { signal: wanted.signal }),
          bench.silence().then(() => wanted.abort()),
        ])
        expect(outcome).toMatchObject({ class: 'unknown', text: 'Called off' })
        const early = await bench.run('create', { account: bench.account(2) }, { signal: wanted.signal })
        expect(early.outcome).toMatchObject({ class: 'transient', text: 'Called off' })
        await bench.calm()
        expect(await bench.accounts()).toHaveLength(1)
      },
    )

    test('user names are always the same for one account, and never those of another', async () => {
      const { backend, packages } = await openBench(open)
      const propose = backend.proposeUsername
      if (!propose || !packages) return
      const name = (id: number, attempt = 1) =>
        propose({ marker: `prov1a2b-service-${id}`, domain: `site-${id}.example.com` }, attempt)
      expect(name(1)).toBe(name(1))
      expect(name(1, 2)).not.toBe(name(1))
      expect(new Set(Array.from({ length: 1000 }, (_, id) => name(id).slice(0, 8))).size).toBe(1000)
    })
  })
}

/** What a registrar must do besides, or alone. */
export function conformsAsRegistrar(name: string, open: () => Promise<Bench>): void {
  describe(`${name} keeps the contract of registrars`, () => {
    const until = '2027-03-01' as CalendarDate

    test('a name is registered, renewed and found, and every step may be repeated', async () => {
      const bench = await openBench(open)
      const { run } = bench
      const domain = () => bench.name(1)
      const state = async () => given(await run('domainState', { domain: domain() }))
      expect(await state()).toMatchObject({ state: 'absent' })
      for (const expected of [['done'], ['already']])
        expect(expected).toContain((await run('registerDomain', { domain: domain() })).outcome.class)
      const { expiresOn } = await state()
      expect(await state()).toMatchObject({ state: 'active', differs: [] })
      expect(expiresOn).toMatch(/^\d{4}-\d\d-\d\d$/)
      for (const expected of [['done'], ['already']])
        expect(expected).toContain((await run('renewDomain', { domain: domain(), until })).outcome.class)
      expect(await state()).toMatchObject({ expiresOn: until })
      expect((await run('transferDomain', { domain: bench.name(2) })).outcome.class).toBe('done')
      expect(bench.leaks()).toEqual([])
    })

    test('a renewal of which the answer was lost is found by looking, and is not paid for twice', async () => {
      const bench = await openBench(open)
      await bench.run('registerDomain', { domain: bench.name(1) })
      await bench.trouble('lost')
      const { outcome } = await bench.run('renewDomain', { domain: bench.name(1), until })
      expect(outcome).toMatchObject({ class: 'unknown' })
      await bench.calm()
      const looked = given(await bench.run('domainState', { domain: bench.name(1) }))
      expect(verifyByDomain('renewDomain', looked, until)).toBe('done')
      expect((await bench.run('renewDomain', { domain: bench.name(1), until }, { attempt: 2 })).outcome.class).toBe(
        'already',
      )
      expect(given(await bench.run('domainState', { domain: bench.name(1) })).expiresOn).toBe(until)
      expect(bench.leaks()).toEqual([])
    })
  })
}

export function given<T>({ outcome }: { outcome: { class: string; text: string; value?: T } }): T {
  if (outcome.value === undefined) throw new Error(`Expected a value, got ${outcome.class}: ${outcome.text}`)
  return outcome.value
}

const live = <T extends { state: string }>(accounts: readonly T[]): T[] =>
  accounts.filter(({ state }) => state !== 'terminated')
