/** An instant as JSON carries it. */
export const isoText = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
