import { mailed, message, times } from '../flood.ts'
import type { Flood } from '../flood.ts'

const headers = (name: string, most: number, make: (n: number) => string) =>
  mailed(name, most, (n) => message(make(n), 'Hello.'))

export const HEADERS: Flood[] = [
  headers('spaces in a name', 200_000, (n) => `Cc: "a${' '.repeat(n)}b" <p@buyer.example>`),
  headers('header lines', 20_000, (n) => times(n, (index) => `X-A${index}: ${index}\r\n`).trimEnd()),
  headers('a folded header', 20_000, (n) => `X-A: a${'\r\n b'.repeat(n)}`),
  headers('recipients', 20_000, (n) => `Cc: ${times(n, (index) => `"P ${index}" <p${index}@buyer.example>,`)}`),
  headers('comments in an address', 100_000, (n) => `Reply-To: ${'('.repeat(n)}a@b.example`),
  headers('copies of one header', 5000, (n) => 'From: Eve <eve@x.example>\r\n'.repeat(n).trimEnd()),
  headers('many Cc headers', 5000, (n) => times(n, (index) => `Cc: P${index} <p${index}@buyer.example>\r\n`).trimEnd()),
  headers('encoded words', 8000, (n) => `X-Subject: x\r\nSubject: ${'=?utf-8?Q?=41?= '.repeat(n)}`),
  headers('references', 20_000, (n) => `References: ${times(n, (index) => `<r${index}@x.example> `)}`),
  headers('parameters', 10_000, (n) => `Content-Disposition: inline; ${times(n, (index) => `filename*${index}=a;`)}`),
  headers('quotes in a parameter', 50_000, (n) => `Content-Disposition: inline; filename="${'\\"'.repeat(n)}`),
  headers('groups', 20_000, (n) => `Cc: ${'a:'.repeat(n)}`),
]
