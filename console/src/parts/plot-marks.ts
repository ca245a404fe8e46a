import type Uplot from 'uplot'
import type { PlotMark } from './plot-data.ts'

export type ColourOf = (token: string, opacity?: number) => string
type Look = { colour: ColourOf; font: string }

/** Instants with their words: a ring where they have a value, else a line from top to bottom. */
export function drawMarks(plot: Uplot, marks: readonly PlotMark[], { colour, font }: Look): void {
  const { ctx, bbox } = plot
  const scale = devicePixelRatio
  ctx.save()
  ctx.setLineDash([])
  ctx.font = font.replace('12px', `500 ${12 * scale}px`)
  for (const { at, text, value, colour: token = 'text-2' } of marks) {
    const x = plot.valToPos(at, 'x', true)
    if (x < bbox.left || x > bbox.left + bbox.width) continue
    const y = value === undefined ? bbox.top : plot.valToPos(value, 'y', true)
    ctx.lineWidth = scale
    ctx.strokeStyle = colour(value === undefined ? 'rule' : token)
    ctx.beginPath()
    if (value === undefined) {
      ctx.moveTo(x, bbox.top - 8 * scale)
      ctx.lineTo(x, bbox.top + bbox.height)
    } else {
      ctx.lineWidth = 2 * scale
      ctx.fillStyle = colour('surface')
      ctx.arc(x, y, 4 * scale, 0, 2 * Math.PI)
      ctx.fill()
    }
    ctx.stroke()
    // Its word is to the right of it, unless it would leave the plot there.
    const isRight = x + ctx.measureText(text).width + 10 * scale < bbox.left + bbox.width
    ctx.textAlign = isRight ? 'left' : 'right'
    const word = [text, x + (isRight ? 8 : -8) * scale, value === undefined ? y + 2 * scale : y - 12 * scale] as const
    // A line behind it ends before the word.
    ctx.lineWidth = 5 * scale
    ctx.strokeStyle = colour('surface')
    ctx.strokeText(...word)
    ctx.fillStyle = colour(token)
    ctx.fillText(...word)
  }
  ctx.restore()
}
