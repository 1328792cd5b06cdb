import { file, times } from '../flood.ts'
import type { Flood } from '../flood.ts'

export const TRANSCRIPTS: Flood[] = [
  file(
    'cues',
    'transcripts/2026-02-01.vtt',
    200_000,
    (n) =>
      `WEBVTT\n\n${times(n, (index) => `00:00:${String(index % 60).padStart(2, '0')}.000 --> 00:01:00.000\n<v Cara Buyer>We need plan ${index} by Friday.\n\n`)}`,
  ),
  file(
    'speakers',
    'transcripts/2026-02-01.vtt',
    20_000,
    (n) => `WEBVTT\n\n${times(n, (index) => `00:00:01.000 --> 00:01:00.000\n<v P${index} Q${index}>We need it.\n\n`)}`,
  ),
  file(
    'voices in one cue',
    'transcripts/2026-02-01.vtt',
    60_000,
    (n) => `WEBVTT\n\n00:00:01.000 --> 00:01:00.000\n${'<v A B>yes '.repeat(n)}`,
  ),
  file(
    'opening brackets in a cue',
    'transcripts/2026-02-01.vtt',
    200_000,
    (n) => `WEBVTT\n\n00:00:01.000 --> 00:01:00.000\n${'<v '.repeat(n / 3)}`,
  ),
  file('lines with names', 'transcripts/2026-02-01.txt', 100_000, (n) =>
    times(n, (index) => `Cara Buyer: we need plan ${index}.\n`),
  ),
  file('a name without end', 'transcripts/2026-02-01.txt', 400_000, (n) => `Cara Buyer: yes.\n${'A'.repeat(n)}`),
  file(
    'a talk of one speaker',
    'transcripts/2026-02-01.txt',
    2_000_000,
    (n) => `Cara Buyer: ${'we need a plan and '.repeat(n / 19)}`,
  ),
]
