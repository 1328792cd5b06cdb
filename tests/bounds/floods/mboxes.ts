import { file, message, times } from '../flood.ts'
import type { Flood } from '../flood.ts'

const FROM = 'From cara@buyer.example Mon Feb  2 10:00:00 2026\r\n'
const mbox = (name: string, most: number, make: (n: number) => string) => file(name, 'mail/anna/all.mbox', most, make)

export const MBOXES: Flood[] = [
  mbox('messages of an mbox', 1000, (n) =>
    times(n, (index) => `${FROM}${message('', `We need ${index}.`).replace('flood@', `${index}@`)}\r\n`),
  ),
  mbox('copies of a message in an mbox', 1000, (n) => `${FROM}${message('', 'We need it.')}\r\n`.repeat(n)),
  mbox('beginnings of messages in an mbox', 20_000, (n) => `${FROM}\r\n`.repeat(n)),
  mbox('quoted beginnings in an mbox', 200_000, (n) => `${FROM}${message('', '>From here\r\n'.repeat(n / 10))}`),
  mbox('a line without end in an mbox', 20_000_000, (n) => `${FROM}${message('', 'a'.repeat(n))}`),
  mbox('blank lines of an mbox', 2_000_000, (n) => `${FROM}${'\n'.repeat(n)}`),
]
