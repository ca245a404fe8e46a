import { useEffect, useRef } from 'react'
import { PART } from './long-list.ts'

/** How far off the end of what is there the next part is asked for. */
const AHEAD = '1500px'

type Props = { onSeen: (() => void) | undefined }

/** Asks for more before its place comes into sight, and again while it stays there. */
export function Ahead({ onSeen }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const latest = useRef(onSeen)
  latest.current = onSeen
  const isWanted = onSeen !== undefined
  useEffect(() => {
    if (!isWanted) return
    const root = element.current!.closest('.gl')
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current?.(), {
      root: root && getComputedStyle(root).overflowY !== 'visible' ? root : null,
      rootMargin: AHEAD,
    })
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [isWanted])
  return <div ref={element} className="ahead" aria-hidden="true" />
}

type GapProps = { rows: number; height: number; onEarlier: (() => void) | undefined; onJump: (row: number) => void }

/** The room of the rows before the first that is held: who scrolls far into it is taken to where they are. */
export function Gap({ rows, height, onEarlier, onJump }: GapProps) {
  const element = useRef<HTMLDivElement>(null)
  const jump = useRef(onJump)
  jump.current = onJump
  useEffect(() => {
    if (rows === 0) return
    const look = () => {
      const missing = element.current!.getBoundingClientRect().bottom - innerHeight
      if (missing > 2 * PART * height) jump.current(Math.max(0, rows - Math.ceil((missing + innerHeight) / height)))
    }
    // It does not bubble.
    addEventListener('scroll', look, { capture: true, passive: true })
    return () => removeEventListener('scroll', look, { capture: true })
  }, [rows, height])
  return (
    <>
      <div ref={element} style={{ height: rows * height }} aria-hidden="true" />
      <Ahead onSeen={rows > 0 ? onEarlier : undefined} />
    </>
  )
}
