import { isWhite } from './office-white.ts'

/** What stands around the slides: the size that they are shown in, and what masters and layouts paint behind them. */
export type Room = { presentation: string; backdrops: readonly string[] }

const SHAPE = /<p:(sp|graphicFrame)\b(?:(?!<\/p:\1>)[\s\S])*<\/p:\1>/g
const RUN = /<a:r\b(?:(?!<\/a:r>)[\s\S])*<\/a:r>/g

/** A slide without the shapes and the letters that nobody sees when it is shown; nothing of a slide that is not shown. */
export function withoutHiddenShapes(slide: string, room: Room): string {
  if (/<p:sld\b[^>]*\bshow="(?:0|false)"/.test(slide)) return slide.replace(SHAPE, '')
  const size = /<p:sldSz\b[^>]*\bcx="(\d+)"[^>]*\bcy="(\d+)"/.exec(room.presentation)
  const [width, height] = [Number(size?.[1] ?? 12_192_000), Number(size?.[2] ?? 12_192_000)]
  // white letters are read on whatever is not white: a painted slide, a filled shape, a picture
  const paper = ![slide, ...room.backdrops].some((part) =>
    /<p:bg>(?![\s\S]*?<a:schemeClr val="bg1")|<p:pic\b/.test(part),
  )
  return slide.replace(SHAPE, (shape) => {
    if (/<p:cNvPr\b[^>]*\bhidden="(?:1|true)"/.test(shape) || outside(shape, width, height)) return ''
    const bare =
      paper && !/<a:(?:solidFill|gradFill|pattFill|blipFill)>/.test(/<p:spPr>[\s\S]*?<\/p:spPr>/.exec(shape)?.[0] ?? '')
    return shape.replace(RUN, (run) => (isHidden(run, bare) ? '' : run))
  })
}

function outside(shape: string, width: number, height: number): boolean {
  const place = /<a:off x="(-?\d+)" y="(-?\d+)"\/><a:ext cx="(\d+)" cy="(\d+)"\/>/.exec(shape)
  if (!place) return false
  const [x, y, wide, high] = place.slice(1).map(Number) as [number, number, number, number]
  return x + wide <= 0 || y + high <= 0 || x >= width || y >= height
}

function isHidden(run: string, onPaper: boolean): boolean {
  const properties = /<a:rPr\b(?:[^>]*\/>|[\s\S]*?<\/a:rPr>)/.exec(run)?.[0] ?? ''
  const size = /\bsz="(\d+)"/.exec(properties)?.[1]
  if (size !== undefined && Number(size) <= 200) return true
  if (/<a:noFill\s*\/>/.test(properties.replace(/<a:ln\b[\s\S]*?<\/a:ln>/g, ''))) return true
  const alpha = /<a:alpha val="(\d+)"/.exec(properties)?.[1]
  if (alpha !== undefined && Number(alpha) <= 8000) return true
  return onPaper && isWhite(/<a:solidFill>\s*<a:srgbClr val="([0-9A-Fa-f]{6})"/.exec(properties)?.[1])
}
