import { FRAMEWORKS } from '../handoffs/frameworks.ts'
import type { ContextTest, HandoffType, RequiredContext } from '../handoffs/handoff.ts'
import { QUALIFICATION_FIELDS, type Understanding } from '../findings/finding.ts'
import type { Corpus } from '../signals/corpus.ts'
import { artefactsOf, hasContract, notReadOf } from './artefacts.ts'
import { readSummaryOf } from './coverage.ts'
import type { Brief } from './brief.ts'
import { carefulOf } from './careful.ts'
import { fold } from './clause.ts'
import { contentHashOf, briefIdOf } from './hash.ts'
import { headlineOf } from './headline.ts'
import { createMaterial, type Material } from './material.ts'
import { meetingLine } from './next-meeting.ts'
import { nextNotesOf } from './next-notes.ts'
import { nextOf } from './next.ts'
import { sectionsOf } from './sections.ts'
import { sourcesOf } from './sources.ts'
import type { Mentions } from './wording.ts'

export type DraftTask = {
  corpus: Corpus
  understanding: Understanding
  handoff: HandoffType
  engine: Brief['engine']
  revision: number
}

/**
 * The whole brief from what is known, deterministically: no clock, no random value, no path of this machine.
 * Evidence is numbered in reading order, so the same reading gives the same bytes.
 */
export function draftBrief(task: DraftTask): Brief {
  const { corpus, understanding, handoff } = task
  const material = createMaterial(corpus, understanding, handoff)
  const { book, days, people } = material
  const mentions: Mentions = new Set()

  const meeting = meetingLine(material)
  const headline = headlineOf(material, mentions)
  const { next, left } = nextOf(material)
  const nextNotes = nextNotesOf(material, mentions)
  const careful = carefulOf(material, mentions)
  const missing = handoff.required.filter((need) => !isThere(material, need))
  const sections = sectionsOf({ material, mentions, left, questions: missing.map((need) => need.question) })
  const typed = typedParts(material)
  const nameOf = (email: string | null) => {
    const identity = people.find(email)
    return identity ? people.full(identity) : (corpus.seller.people.find((one) => one.email === email)?.name ?? email)
  }

  const brief: Brief = {
    schema: 'baton.brief/1',
    id: briefIdOf(corpus, handoff.type),
    revision: task.revision,
    contentHash: `sha256:${'0'.repeat(64)}`,
    account: { name: corpus.account.name, domains: corpus.account.domains },
    deal: corpus.deal ? { id: corpus.deal.id, name: corpus.deal.name, why: corpus.deal.why } : null,
    handoff: { type: handoff.type, from: material.from, to: material.to },
    asOf: corpus.asOf,
    zone: corpus.zone,
    readThrough: readThrough(corpus),
    engine: task.engine,
    usage: null,
    evidence: {},
    head: {
      title: handoff.title,
      from: nameOf(material.from),
      to: nameOf(material.to),
      seller: corpus.seller.name,
      asOf: days.stamp(corpus.asOf),
      meeting,
    },
    headline,
    next,
    nextNotes,
    careful,
    sections,
    ...typed,
    artefacts: artefactsOf(material),
    openQuestions: missing.map((need) => need.question),
    coverage: corpus.coverage,
    notRead: notReadOf(material),
    readSummary: readSummaryOf(material),
    completeness: {
      required: handoff.required.length,
      present: handoff.required.length - missing.length,
      missing: missing.map((need) => need.label),
    },
    warnings: corpus.warnings,
    withheld: { evidence: 0, lines: 0 },
    rejected: material.rejected,
  }
  brief.evidence = book.entries()
  brief.sources = sourcesOf(material)
  brief.contentHash = contentHashOf(brief)
  return brief
}

/** The contract's arrays: every finding with its evidence, whether or not a line above took it. */
function typedParts(material: Material) {
  const { understanding, book, people } = material
  const key = new Map(material.promises.map((owed) => [owed.commitment, owed.key]))
  const cited = <T extends { evidence: string[] }>(all: T[]) => all.filter((one) => one.evidence.length > 0)
  const email = (party: { name: string | null; email: string | null } | null) =>
    party === null ? null : (party.email ?? people.find(party)?.emails[0] ?? null)
  return {
    commitments: cited(
      material.promises.map(({ key, commitment }) => ({
        id: key,
        by: email(commitment.by),
        byName: commitment.by?.name ?? people.find(commitment.by)?.name ?? null,
        to: email(commitment.to),
        what: fold(commitment.what),
        due: commitment.due,
        conditional: commitment.conditional,
        status: commitment.status,
        overdue: commitment.overdue,
        inCrm: commitment.inCrm,
        inContract: commitment.inContract,
        evidence: book.cite(commitment.sentences),
        resolvedBy: book.cite(commitment.resolvedBy),
        ...(commitment.corrected ? { corrected: commitment.corrected } : {}),
      })),
    ),
    asks: cited(
      understanding.asks.map((ask) => ({
        what: fold(ask.what),
        by: email(ask.by) ?? '',
        times: ask.times,
        answered: ask.answered,
        evidence: book.cite(ask.sentences),
      })),
    ).filter((ask) => ask.by !== ''),
    pains: cited(
      understanding.pains.map((pain) => ({
        text: fold(pain.text),
        impact: pain.impact === null ? null : fold(pain.impact.text),
        evidence: book.cite([...pain.sentences, ...(pain.impact?.sentences ?? [])]),
      })),
    ),
    stakeholders: understanding.stakeholders.map((one) => ({
      email: one.email,
      name: one.name,
      title: one.title,
      side: one.side,
      roles: one.roles,
      stated: one.stated,
      sentiment: one.sentiment,
      inCrm: one.inCrm,
      left: one.left,
      awayUntil: one.awayUntil,
      lastHeardAt: one.lastHeardAt,
      evidence: book.cite(one.sentences),
    })),
    risks: cited(
      understanding.risks.map((risk) => ({
        kind: risk.risk,
        text: fold(risk.text),
        evidence: book.cite(risk.sentences),
      })),
    ),
    nextSteps: cited(
      understanding.nextSteps.map((step) => ({
        what: fold(step.what),
        owner: step.owner,
        due: step.due,
        commitment:
          [...key].find(([commitment]) => commitment.sentences.some((id) => step.sentences.includes(id)))?.[1] ?? null,
        evidence: book.cite(step.sentences),
      })),
    ),
    qualification: {
      framework: FRAMEWORKS[material.handoff.framework].name,
      fields: Object.fromEntries(
        QUALIFICATION_FIELDS.map((field) => {
          const finding = understanding.qualification[field]
          const evidence = finding ? book.cite(finding.sentences) : []
          const value = finding && { value: fold(finding.value), basis: finding.basis, evidence }
          return [field, value && evidence.length > 0 ? value : null]
        }),
      ) as Brief['qualification']['fields'],
    },
    contradictions: cited(
      understanding.contradictions.map((one) => ({
        record: one.record,
        field: one.field,
        crmValue: one.crmValue,
        evidenceValue: fold(one.evidenceValue),
        evidence: book.cite(one.sentences),
      })),
    ),
  }
}

function isThere(material: Material, need: RequiredContext): boolean {
  return need.anyOf.some((test) => passes(material, test))
}

function passes(material: Material, test: ContextTest): boolean {
  const { understanding } = material
  if ('qualification' in test) {
    return test.qualification.some((field) => understanding.qualification[field] !== undefined)
  }
  if ('role' in test) {
    return understanding.stakeholders.some((one) => one.side !== 'seller' && one.roles.includes(test.role))
  }
  return PARTS[test.part](material)
}

const PARTS: Record<Extract<ContextTest, { part: string }>['part'], (material: Material) => boolean> = {
  people: ({ understanding }) => understanding.stakeholders.some((one) => one.side !== 'seller'),
  pains: ({ understanding }) => understanding.pains.length > 0,
  risks: ({ understanding }) => understanding.risks.length > 0,
  meeting: ({ meetings }) => meetings.length > 0,
  promises: ({ understanding }) => understanding.commitments.length > 0,
  next_steps: ({ understanding }) => understanding.nextSteps.length > 0,
  contract: hasContract,
  deal: ({ corpus }) => corpus.deal !== null,
  usage: ({ understanding }) => understanding.risks.some((risk) => risk.risk === 'adoption'),
}

function readThrough(corpus: Corpus): string | null {
  let latest: string | null = null
  for (const signal of corpus.signals) {
    if (signal.at !== null && (latest === null || Date.parse(signal.at) > Date.parse(latest))) latest = signal.at
  }
  return latest
}
