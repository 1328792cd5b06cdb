import { mailed, message, times } from '../flood.ts'
import type { Flood } from '../flood.ts'

const text = (name: string, most: number, make: (n: number) => string) =>
  mailed(name, most, (n) => message('', make(n)))

export const LETTERS: Flood[] = [
  text('words on one line', 400_000, (n) => 'plan '.repeat(n / 5)),
  text('promises', 8000, (n) => times(n, (index) => `I will send you plan number ${index} by Friday.\r\n\r\n`)),
  text('facts', 10_000, (n) =>
    times(n, (index) => `We need SSO number ${index} before 30 June, and we lose 4 hours a week.\r\n`),
  ),
  text('risks and pains', 8000, (n) =>
    times(
      n,
      (index) => `Our biggest problem is the manual import ${index}; we may cancel, the budget is frozen.\r\n\r\n`,
    ),
  ),
  text('questions', 8000, (n) =>
    times(n, (index) => `Can you send me the price of item ${index} until Monday?\r\n\r\n`),
  ),
  text('names with titles', 8000, (n) =>
    times(n, (index) => `Anna${index} Berg${index} (CFO) decides with Ben${index} Holt, Head of IT.\r\n`),
  ),
  text('asks for confidence', 5000, (n) =>
    times(n, (index) => `This is confidential, please do not tell Ben about point ${index}.\r\n\r\n`),
  ),
  text('quote marks', 100_000, (n) => '>'.repeat(n)),
  text('nested quotes', 600, (n) => times(n, (index) => `${'>'.repeat(index)} line ${index}\r\n`)),
  text('forwarded headers', 6000, (n) =>
    times(n, (index) => `From: A${index} B <a${index}@x.example>\r\nSent: 2025-01-01 10:00\r\nHello.\r\n`),
  ),
  text('addresses', 30_000, (n) => times(n, (index) => `p${index}@buyer.example, `)),
  text('links', 20_000, (n) => times(n, (index) => `https://x${index}.example/a?b=${index} `)),
  text('figures', 40_000, (n) => times(n, (index) => `${index},${index} EUR `)),
  text('dates', 20_000, (n) => times(n, (index) => `${(index % 28) + 1}.${(index % 12) + 1}.2026 `)),
  text('blank lines', 200_000, (n) => `yes${'\r\n'.repeat(n)}no`),
  text('spaces', 400_000, (n) => `yes${' '.repeat(n)}no`),
  text('tabs at line ends', 400_000, (n) => `yes${'\t'.repeat(n)}\r\nno`),
  text('brackets', 400_000, (n) => '('.repeat(n)),
  text('dots', 400_000, (n) => '.'.repeat(n)),
  text('dashes on lines', 60_000, (n) => '--\r\n'.repeat(n)),
  text('bullets', 30_000, (n) => '- one\r\n'.repeat(n)),
  text('bars', 100_000, (n) => '| a '.repeat(n)),
  text('combining marks', 300_000, (n) => `e${'\u0301'.repeat(n)}`),
  text('zero-width signs', 300_000, (n) => 'a\u200b'.repeat(n)),
  text('invisible operators', 300_000, (n) => '\u2061'.repeat(n)),
  text('tag characters', 100_000, (n) => `a${'\u{e0041}'.repeat(n)}b\u{1f3f4}`.repeat(2)),
  text('flags', 30_000, (n) => '\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}'.repeat(n)),
  text('uuencoded beginnings', 20_000, (n) => 'begin 644 a.bin\r\n#0V%T\r\n'.repeat(n)),
  text('yEnc beginnings', 20_000, (n) => '=ybegin line=128 name=a.bin\r\n'.repeat(n)),
  text('sign-offs', 20_000, (n) => 'Best regards\r\nAnna\r\n\r\n'.repeat(n)),
]
