const REMEMBERED = 10_000

/** The texts that were added last; the ones that were added longest ago give way when there are too many. */
export function makeRecent() {
  const texts = new Set<string>()
  return {
    has: (text: string): boolean => texts.has(text),
    add(text: string): void {
      texts.delete(text)
      texts.add(text)
      const oldest = texts.size > REMEMBERED ? texts.values().next().value : undefined
      if (oldest !== undefined) texts.delete(oldest)
    },
    delete: (text: string): boolean => texts.delete(text),
  }
}
