import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { clockOf } from '../parts/format.ts'
import { t } from '../texts/texts.ts'
import { serverNow } from './requests.ts'
import { meQuery } from './session.ts'

/** `Europe/Berlin` as `Berlin`. */
const placeOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')

/** The time of the server, as everything here is dated, and that of whoever sits before it where that is another one. */
export function Clock() {
  const { data: me } = useQuery(meQuery)
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (!me) return null
  const { time, day } = clockOf(now)
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const here = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(now)
  return (
    <p className="clock">
      <b>{time}</b> {placeOf(me.timeZone)} · {day}
      {here !== time.slice(0, 5) && (
        <>
          <br />
          {t.hereItIs(here, placeOf(own))}
        </>
      )}
    </p>
  )
}
