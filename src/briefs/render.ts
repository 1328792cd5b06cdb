import type { Brief } from './brief.ts'
import type { PageOptions } from './page.ts'
import { renderHtml } from './render-html.ts'
import { renderJson } from './render-json.ts'
import { renderMarkdown } from './render-markdown.ts'
import { renderText } from './render-text.ts'

export const FORMATS = ['text', 'json', 'md', 'html'] as const
export type Format = (typeof FORMATS)[number]

/** One brief in one format. `width` and `ansi` are for terminals only and change nothing else. */
export function renderBrief(
  brief: Brief,
  format: Format,
  options: PageOptions & { width?: number; ansi?: boolean } = {},
): string {
  switch (format) {
    case 'json':
      return renderJson(brief)
    case 'md':
      return renderMarkdown(brief, options)
    case 'html':
      return renderHtml(brief, options)
    case 'text':
    default:
      return renderText(brief, options)
  }
}
