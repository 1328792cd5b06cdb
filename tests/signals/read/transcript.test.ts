import { expect, test } from 'vitest'
import { readTranscript } from '../../../src/signals/read/transcript.ts'

test('voice tags with classes, several voices in a cue, notes with the date', () => {
  const call = readTranscript(
    [
      'WEBVTT',
      '',
      'NOTE',
      'Pilot call, 4 March 2025',
      '',
      '1',
      '00:01.000 --> 00:04.000 align:start',
      '<v.loud.first Marta Ruiz>We <b>need</b> 40 units &amp; pallets.</v>',
      'By May.',
      '',
      '00:05.000 --> 00:06.000',
      '<v Tim>Good.</v> <v Marta Ruiz>Fine.</v>',
      '',
      'STYLE',
      '::cue { color: red }',
    ].join('\n'),
    'sub/pilot.vtt',
  )
  expect(call).toMatchObject({
    id: 'sub/pilot.vtt',
    at: '2025-03-04T12:00:00.000Z',
    subject: 'Pilot call, 4 March 2025',
    speakers: ['Marta Ruiz', 'Tim'],
  })
  expect(call?.cues.map(({ start, end, at, speaker }) => [speaker, at, call.text.slice(start, end)])).toEqual([
    ['Marta Ruiz', '00:00:01.000', 'We need 40 units & pallets. By May.'],
    ['Tim', '00:00:05.000', 'Good.'],
    ['Marta Ruiz', '00:00:05.000', 'Fine.'],
  ])
})

test('SubRip with names before the words', () => {
  const call = readTranscript(
    '1\r\n00:00:01,500 --> 00:00:03,000\r\nDr. Ann Lee: Budget is set.\r\n\r\n2\r\n00:00:04,000 --> 00:00:05,000\r\nand approved.\r\n',
    'call-2025-02-13.srt',
  )
  expect(call).toMatchObject({
    at: '2025-02-13T12:00:00.000Z',
    speakers: ['Dr. Ann Lee'],
    text: 'Budget is set.\nand approved.',
  })
  expect(call?.cues[0]?.at).toBe('00:00:01.500')
})

test('plain lines of "Name: words" with and without times', () => {
  const call = readTranscript(
    'Weekly call, 12. März 2025\n\n[00:01:10] Uwe Graf: Wir starten im Mai.\nUnd zwar in Trier.\nTim (00:02:00): Great.\n',
    'x.txt',
  )
  expect(call).toMatchObject({
    at: '2025-03-12T12:00:00.000Z',
    speakers: ['Uwe Graf', 'Tim'],
    text: 'Wir starten im Mai.\nUnd zwar in Trier.\nGreat.',
  })
  expect(call?.cues.map(({ at }) => at)).toEqual(['00:01:10.000', '00:01:10.000', '00:02:00.000'])
})

test('an empty transcript is none', () => {
  expect(readTranscript('WEBVTT\n\nNOTE nothing here\n', 'x.vtt')).toBeNull()
})
