import { IANAZone } from 'luxon'
import { WINDOWS_ZONES } from './windows-zones.ts'

const WINDOWS = new Map(Object.entries(WINDOWS_ZONES).map(([windows, iana]) => [windows.toLowerCase(), iana]))

/**
 * The IANA zone that a calendar's zone name stands for: an IANA name, one behind a vendor's prefix
 * (`/example.org/20240101/Europe/Paris`), or a Windows name. Null where it is none of these.
 */
export function ianaZoneOf(name: string | null | undefined): string | null {
  const plain = (name ?? '')
    .trim()
    .replace(/^["']|["']$/g, '')
    .slice(0, 200)
  if (plain === '') return null
  if (/^(?:z|utc|gmt)$/i.test(plain)) return 'Etc/UTC'
  const windows = WINDOWS.get(plain.toLowerCase())
  if (windows !== undefined) return windows
  const segments = plain.split('/').filter((segment) => segment !== '')
  for (let from = 0; from < segments.length; from++) {
    const candidate = segments.slice(from).join('/')
    if (/^[A-Za-z][\w+-]*(?:\/[\w+-]+)+$/.test(candidate) && IANAZone.isValidZone(candidate)) return candidate
  }
  return null
}
