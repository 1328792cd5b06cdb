import { addressesMachine } from '../lib/instruction.ts'
import type { Sentence, Signal, Warning } from './signal.ts'

/**
 * Silences what speaks to a machine, with the rest of its paragraph (of its turn in a call): nobody states it, so nothing is
 * concluded from it. The words stay and can be pointed at. One warning for each item.
 */
export function silenceMachineTalk(signals: Signal[], sentences: Sentence[]): Warning[] {
  const texts = new Map(signals.map((signal) => [signal.id, signal]))
  const stretches = new Map<string, { start: number; end: number }[]>()
  for (const sentence of sentences) {
    const signal = texts.get(sentence.item)
    if (!signal || !addressesMachine(sentence.text)) continue
    const place = `${sentence.item}\n${sentence.field ?? ''}`
    const text = signal.kind === 'crm' ? (signal.fields[sentence.field ?? ''] ?? '') : signal.text
    const list = stretches.get(place) ?? []
    list.push(paragraphOf(text, sentence, signal.kind === 'call' ? '\n' : '\n\n'))
    stretches.set(place, list)
  }
  if (stretches.size === 0) return []
  const warned = new Set<string>()
  for (const sentence of sentences) {
    const around = stretches.get(`${sentence.item}\n${sentence.field ?? ''}`)
    if (!around?.some(({ start, end }) => sentence.start < end && sentence.end > start)) continue
    sentence.speaks = false
    sentence.toMachine = true
    warned.add(sentence.item)
  }
  return [...warned].map((item) => ({
    kind: 'unread',
    item,
    text: 'a passage speaks to a machine; it was not taken as a statement',
  }))
}

function paragraphOf(text: string, { start, end }: Sentence, gap: string): { start: number; end: number } {
  const plain = gap === '\n\n' ? text.replace(/\n[^\S\n]+(?=\n)/g, (blank) => '\n'.padStart(blank.length, '\n')) : text
  const before = plain.lastIndexOf(gap, start)
  const after = plain.indexOf(gap, end)
  return { start: before < 0 ? 0 : before + gap.length, end: after < 0 ? text.length : after }
}
