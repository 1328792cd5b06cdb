import type ICAL from 'ical.js'

/**
 * Not public: by CLASS, of which a value that nobody knows counts as PRIVATE (RFC 5545, 3.8.1.3), or by what calendar
 * servers and Outlook write beside it.
 */
export function isPrivate(event: ICAL.Component): boolean {
  const visibility = wordOf(event, 'class')
  if (visibility !== '' && visibility !== 'PUBLIC') return true
  return PRIVACY.some((name) => {
    const value = wordOf(event, name)
    return value !== '' && !OPEN.has(value)
  })
}

const PRIVACY = [
  'x-calendarserver-access',
  'x-microsoft-cdo-sensitivity',
  'x-microsoft-sensitivity',
  'x-ms-olk-sensitivity',
]
/** normal by its word and by Outlook's number */
const OPEN = new Set(['PUBLIC', 'NORMAL', 'NONE', '0', 'FALSE'])

function wordOf(event: ICAL.Component, name: string): string {
  const value = event.getFirstPropertyValue(name)
  return typeof value === 'string' ? value.trim().toUpperCase() : ''
}
