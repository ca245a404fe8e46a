import type { ReactNode } from 'react'

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const
const round = { strokeLinecap: 'round', strokeLinejoin: 'round' } as const

/** The shapes of states: each differs from the others without its colour. */
const GLYPHS = {
  active: <circle cx="6" cy="6" r="4" />,
  waiting: <circle cx="6" cy="6" r="4.3" {...stroke} />,
  retrying: (
    <>
      <path d="M10.3 6A4.3 4.3 0 1 1 8.6 2.55" {...stroke} strokeLinecap="round" />
      <path d="M7.2.7h3.2v3.2z" />
    </>
  ),
  held: <path d="M6 .6 11.4 6 6 11.4.6 6z" />,
  broken: (
    <>
      <path d="M5.1 1.3a1.03 1.03 0 0 1 1.8 0l4.3 7.9a1.03 1.03 0 0 1-.9 1.5H1.7a1.03 1.03 0 0 1-.9-1.5z" />
      <path d="M6 4v2.8" stroke="var(--surface)" strokeWidth="1.3" strokeLinecap="round" />
      <circle cx="6" cy="8.7" r=".8" fill="var(--surface)" />
    </>
  ),
  paused: (
    <>
      <rect x="2" y="1.6" width="2.8" height="8.8" rx="1" />
      <rect x="7.2" y="1.6" width="2.8" height="8.8" rx="1" />
    </>
  ),
  maintenance: (
    <>
      <rect x="1.6" y="1.6" width="8.8" height="8.8" rx="2" {...stroke} />
      <path d="M2.2 7.6 7.6 2.2M4.4 9.8 9.8 4.4" {...stroke} />
    </>
  ),
  window: (
    <>
      <circle cx="6" cy="6" r="4.5" {...stroke} />
      <path d="M6 3.4V6l1.8 1.2" {...stroke} strokeLinecap="round" />
    </>
  ),
  done: <path d="M2 6.4 4.7 9 10 3.2" {...stroke} strokeWidth="1.8" {...round} />,
  failed: <path d="m2.6 2.6 6.8 6.8M9.4 2.6 2.6 9.4" {...stroke} strokeWidth="1.8" {...round} />,
  cancelled: (
    <>
      <circle cx="6" cy="6" r="4.4" {...stroke} />
      <path d="M3 9 9 3" {...stroke} />
    </>
  ),
  superseded: <path d="m2 2.6 3.4 3.4L2 9.4M6.4 2.6 9.8 6 6.4 9.4" {...stroke} {...round} />,
  none: <circle cx="6" cy="6" r="1.3" />,
} satisfies Record<string, ReactNode>

export type GlyphName = keyof typeof GLYPHS
export type Tone = 'good' | 'warn' | 'bad' | 'neutral' | 'acc'

export const Glyph = ({ name, size = 12 }: { name: GlyphName; size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
    {GLYPHS[name]}
  </svg>
)

/** A state: its shape and its word. */
export const State = ({
  glyph,
  tone = 'neutral',
  children,
}: {
  glyph: GlyphName
  tone?: Tone
  children: ReactNode
}) => (
  <span className={`st ${tone}`}>
    <Glyph name={glyph} />
    {children}
  </span>
)

export const Pill = ({ glyph, tone = 'neutral', children }: { glyph: GlyphName; tone?: Tone; children: ReactNode }) => (
  <span className={`pill ${tone}`}>
    <Glyph name={glyph} />
    {children}
  </span>
)
