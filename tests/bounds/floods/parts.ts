import { mailed, message, times } from '../flood.ts'
import { calendar, event } from './calendars.ts'
import type { Flood } from '../flood.ts'

const mixed = (name: string, most: number, part: (index: number) => string) =>
  mailed(name, most, (n) =>
    message('', `${times(n, (index) => `--b\r\n${part(index)}\r\n`)}--b--`, 'multipart/mixed; boundary=b'),
  )

export const PARTS: Flood[] = [
  mixed('parts', 20_000, (index) => `Content-Type: text/plain\r\n\r\npart ${index}`),
  mixed(
    'attachments',
    5000,
    (index) =>
      `Content-Type: text/plain; name=a${index}.txt\r\nContent-Disposition: attachment\r\n\r\nWe need item ${index} by Friday.`,
  ),
  mixed(
    'attachments that are pages',
    100,
    () =>
      `Content-Type: text/html; name=a.html\r\nContent-Disposition: attachment\r\n\r\n${'<p>We need it by Friday.'.repeat(3000)}`,
  ),
  mixed(
    'parts with both forms',
    1000,
    (index) => `Content-Type: text/${index % 2 === 0 ? 'plain' : 'html'}\r\n\r\n${'words of a part '.repeat(20)}`,
  ),
  mixed(
    'invitations',
    1000,
    (index) => `Content-Type: text/calendar; method=REQUEST\r\n\r\n${calendar(event(index, ''))}`,
  ),
  mixed(
    'forwarded letters',
    1000,
    (index) => `Content-Type: message/rfc822\r\n\r\nFrom: a${index}@x.example\r\nSubject: x\r\n\r\nHello.`,
  ),
  mailed('nested parts', 4000, (n) =>
    message(
      '',
      times(n, (index) => `--b${index}\r\nContent-Type: multipart/mixed; boundary=b${index + 1}\r\n\r\n`),
      'multipart/mixed; boundary=b0',
    ),
  ),
  mailed('nested forwards', 4000, (n) =>
    message(
      '',
      times(n, (index) => `From: a${index}@x.example\r\nSubject: x\r\nContent-Type: message/rfc822\r\n\r\n`),
      'message/rfc822',
    ),
  ),
  mailed('a boundary in every line', 100_000, (n) => message('', '--b\r\n'.repeat(n), 'multipart/mixed; boundary=b')),
  mailed('base64', 20_000_000, (n) =>
    message(
      '',
      `--b\r\nContent-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(n / 78)}--b--`,
      'multipart/mixed; boundary=b',
    ),
  ),
  mailed('base64 without line ends', 20_000_000, (n) =>
    message(
      '',
      `--b\r\nContent-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n${'QUJD'.repeat(n / 4)}\r\n--b--`,
      'multipart/mixed; boundary=b',
    ),
  ),
  mailed('short lines in a part', 20_000_000, (n) =>
    message('', `--b\r\nContent-Type: text/plain\r\n\r\n${'a\n'.repeat(n / 2)}--b--`, 'multipart/mixed; boundary=b'),
  ),
  mailed('short lines of quoted-printable', 20_000_000, (n) =>
    message(
      '',
      `--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${'=41=\n'.repeat(n / 5)}--b--`,
      'multipart/mixed; boundary=b',
    ),
  ),
  mailed('an endless letter', 30_000_000, (n) => message('', 'We need it by Friday.\r\n'.repeat(n / 23))),
  mailed('short lines before the first part', 20_000_000, (n) =>
    message('', 'a\n'.repeat(n / 2), 'multipart/mixed; boundary=b'),
  ),
]
