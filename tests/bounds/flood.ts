/** One way to make what comes in grow: a file of an import folder that holds `n` of something. */
export type Flood = {
  name: string
  path: string
  /** the largest `n` that is tried; growth is measured at a quarter, a half and all of it */
  most: number
  make: (n: number) => string | Uint8Array
}

export const times = (n: number, make: (index: number) => string) =>
  Array.from({ length: Math.floor(n) }, (_, index) => make(index)).join('')

/** A message of these further header lines. */
export function message(headers: string, body: string, type = 'text/plain; charset=utf-8'): string {
  return [
    'Message-ID: <flood@buyer.example>',
    'From: Cara Buyer <cara@buyer.example>',
    'To: Anna Seller <anna@seller.example>',
    'Subject: Plan',
    'Date: Mon, 2 Feb 2026 10:00:00 +0000',
    ...(headers === '' ? [] : [headers]),
    `Content-Type: ${type}`,
    '',
    body,
    '',
  ].join('\r\n')
}

export const file = (name: string, path: string, most: number, make: Flood['make']): Flood => ({
  name,
  path,
  most,
  make,
})

/** A flood of one message. */
export const mailed = (name: string, most: number, make: (n: number) => string): Flood =>
  file(name, 'mail/anna/1.eml', most, make)
