import { useEffect, useState } from 'react'

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')

/** How long something runs, such as `0:41:12`; it goes on by itself, and asks nobody. */
export function Ticking({ since }: { since: string }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const beat = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(beat)
  }, [])
  const seconds = Math.max(0, (now - Date.parse(since)) / 1000)
  return (
    <time dateTime={since}>{`${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`}</time>
  )
}
