import { renameSync, writeFileSync } from 'node:fs'
import { Refusal } from '../base/refusal.ts'
import type { DemoCredentials } from '../demo/stores.ts'
import type { Opened } from '../open.ts'
import type { FirstStart } from './welcome.ts'

/** Fills an empty database with demonstration data, or leaves what an earlier start made, and lets its administrator in. */
export async function prepareDemonstration(provisor: Opened): Promise<Pick<FirstStart, 'before' | 'demo' | 'link'>> {
  const { before, demo } = await filled(provisor)
  if (!demo) return { before, demo }
  const { createSignInLink } = await import('../demo/seed.ts')
  return { before, demo, link: await createSignInLink(provisor, demo) }
}

async function filled(provisor: Opened): Promise<Pick<FirstStart, 'before' | 'demo'>> {
  const { dataDir, demoAnyway } = provisor.config
  const { AlreadyFilled, addStory, contentsOf, readDemo, seedDemo } = await import('../demo/seed.ts')
  const before = await contentsOf(provisor)
  if (before === 'demonstration') return { before, demo: readDemo(dataDir) }
  if (before === 'own' && !demoAnyway)
    throw new Refusal(
      'holds_other_data',
      'The database holds data of its own, and --demo would mix it with made-up clients',
      { dataDir },
      { hint: 'Name an empty --data-dir, or say --demo-anyway as well' },
    )
  const demo = await seedDemo(provisor).catch((failure) => {
    if (failure instanceof AlreadyFilled) return undefined
    throw failure
  })
  if (!demo) return { before: 'demonstration', demo: readDemo(dataDir) }
  await addStory(provisor)
  return { before, demo }
}

/** Where the server listens is known only now, and may be elsewhere than at the last start. */
export async function writeBaseUrl(dataDir: string, baseUrl: string, demo: DemoCredentials): Promise<void> {
  const { demoFile } = await import('../demo/seed.ts')
  const file = demoFile(dataDir)
  const draft = `${file}.${process.pid}`
  const facts = Object.assign({ baseUrl }, demo, { baseUrl })
  writeFileSync(draft, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}
