import { createElement, type SVGProps } from 'react'

type IconData = { readonly node: readonly (readonly [string, SVGProps<SVGElement>])[] }
type IconProps = SVGProps<SVGSVGElement> & { size?: number }

/**
 * Draws the icons of `lucide-react` in place of its own, a third of whose size is ways of asking that nobody here uses
 * (scripts/lib/lean-icons.js).
 */
export default ({ node }: IconData) =>
  ({ size = 24, strokeWidth = 2, ...rest }: IconProps) =>
    createElement(
      'svg',
      {
        ...{ viewBox: '0 0 24 24', width: size, height: size, fill: 'none', stroke: 'currentColor', strokeWidth },
        ...{ strokeLinecap: 'round', strokeLinejoin: 'round', 'aria-hidden': true, ...rest },
      },
      node.map(([tag, attributes]) => createElement(tag, attributes)),
    )
