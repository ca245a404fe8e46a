import { expect, onTestFinished, test, vi } from 'vitest'
import { withLocal } from './local.ts'

test('while the environment names a server elsewhere, the data here is meant only where it is named', async () => {
  vi.stubEnv('PROVISOR_URL', 'https://provisor.example.com')
  onTestFinished(() => void vi.unstubAllEnvs())
  const work = vi.fn(async () => 'done')
  await expect(withLocal({}, work)).rejects.toThrow(
    'This command works on the data here alone, and PROVISOR_URL names a server (https://provisor.example.com)',
  )
  expect(work).not.toHaveBeenCalled()
  expect(await withLocal({ dataDir: '/nowhere' }, work)).toBe('done')
})
