import { tracing } from '../base/measuring/tracing.ts'

/** Loads what traces, where it is wanted; answers how to end it. Who embeds us may have begun it, and then ends it too. */
export async function beginTracing(wanted: boolean): Promise<() => Promise<void>> {
  if (!wanted || tracing()) return async () => {}
  const { openTracing } = await import('./open.ts')
  return openTracing()
}
