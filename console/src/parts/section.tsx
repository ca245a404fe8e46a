import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A part of the overview, and the page that has all of it. */
export const Section = ({
  title,
  to,
  more,
  children,
}: {
  title: string
  to: '/lanes' | '/outbound'
  more: string
  children: ReactNode
}) => (
  <section>
    <header className="sh">
      <h2>{title}</h2>
      <Link className="more" to={to}>
        {more}
      </Link>
    </header>
    {children}
  </section>
)
