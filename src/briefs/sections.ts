import type { SectionFill, SectionSpec } from '../handoffs/handoff.ts'
import { artefactLines } from './artefacts.ts'
import type { Line, Section } from './brief.ts'
import type { Material, Promise as Owed } from './material.ts'
import { askLines, crmLines } from './section-crm.ts'
import {
  contextLines,
  frameworkLines,
  goalLines,
  interestLines,
  painLines,
  riskLines,
  usageLines,
} from './section-deal.ts'
import { peopleLines } from './section-people.ts'
import { owedLines, planLines, promiseLines } from './section-promises.ts'
import type { Mentions } from './wording.ts'

/** What a section is drafted from, besides the material: what the parts above it have already used. */
export type SectionTask = {
  material: Material
  mentions: Mentions
  /** open promises that the list above did not take */
  left: Owed[]
  /** questions that nothing read has answered, one for each required thing not found */
  questions: string[]
}

type Filled = { columns?: string[]; lines: Line[] }

/** One function for each way of drafting a section; a type names the way (DESIGN 3). */
const FILLS: Record<SectionFill, (task: SectionTask) => Filled> = {
  people: peopleLines,
  relationships: peopleLines,
  framework: frameworkLines,
  interest: interestLines,
  owed: owedLines,
  promises: promiseLines,
  goals: goalLines,
  context: contextLines,
  terms: contextLines,
  pains: painLines,
  risks: riskLines,
  usage: usageLines,
  plan: planLines,
  artefacts: artefactLines,
  crm: crmLines,
  ask: askLines,
}

/** Sections in the type's order. A required one always stands, if only as a gap; the rest stand when they have lines. */
export function sectionsOf(task: SectionTask): Section[] {
  return task.material.handoff.sections.flatMap((spec) => {
    const filled = FILLS[spec.fill](task)
    if (filled.lines.length === 0 && !spec.required) return []
    return [sectionOf(task.material, spec, filled)]
  })
}

function sectionOf(material: Material, spec: SectionSpec, filled: Filled): Section {
  const gap: Line = { kind: 'gap', text: spec.gap, evidence: [], shows: [] }
  const heading = spec.fill === 'crm' ? `${crmName(material)} says otherwise` : spec.heading
  return {
    key: spec.key,
    heading,
    required: spec.required,
    engine: 'local',
    ...(filled.columns && filled.lines.length > 0 ? { columns: filled.columns } : {}),
    lines: filled.lines.length > 0 ? filled.lines : [gap],
  }
}

function crmName(material: Material): string {
  return material.crm === 'the CRM' ? 'The CRM' : material.crm
}
