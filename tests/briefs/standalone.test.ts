import { describe, expect, it } from 'vitest'
import { createMaterial } from '../../src/briefs/material.ts'
import { saysNothing } from '../../src/briefs/referent.ts'
import {
  isAdverse,
  isHandshake,
  isUltimatum,
  speaksOfLeaving,
  standsAlone,
  withoutLeadIn,
} from '../../src/briefs/standalone.ts'
import { handoffOf } from '../../src/handoffs/index.ts'
import { harbourMills } from './sample.ts'

const { corpus, understanding } = harbourMills()
const material = createMaterial(corpus, understanding, handoffOf('sdr-to-ae'))
const alone = (text: string) => standsAlone(material, text, text)

describe('a quote in the first minute', () => {
  it('stands where it has a subject and something specific, in four languages', () => {
    for (const said of [
      'The steering group meets on 9 June and decides there.',
      'Ohne Freigabe der Revision geht die Anlage nicht in Betrieb.',
      "Sans l'accord du conseil, le contrat ne part pas.",
      'El comité aprueba la compra en septiembre.',
    ]) {
      expect(alone(said), said).toBe(true)
    }
  })

  it('does not stand as a greeting, a pronoun with no noun, a fragment, or a hesitation', () => {
    for (const said of [
      'Hi Sofia, thanks for the call yesterday.',
      'That goes to them before the break.',
      'It is with them now.',
      'Das geht an den Vorstand.',
      'with its own idea of what ready means for silos',
      'They sign, um, in spring, maybe the silos first.',
      "They'll be ready with the silos by June.",
      'Il court du 3 au 14 juin au moulin.',
      'Nothing leaves the mill before we have an answer to that.',
      'so be it.',
    ]) {
      expect(alone(said), said).toBe(false)
    }
  })

  it('does not stand as the lead-in to what was said, which is quoted instead', () => {
    const whole = 'So that nobody wonders about the silos: the board does not sign before the auditors have been here.'
    expect(standsAlone(material, 'So that nobody wonders about the silos', whole)).toBe(false)
    expect(withoutLeadIn(whole)).toBe('the board does not sign before the auditors have been here.')
    expect(withoutLeadIn('Price: £40,000 a year')).toBe('Price: £40,000 a year')
  })
})

describe('words against a plan', () => {
  it('are a negation or a stop, but not what would hold under a condition', () => {
    expect(isAdverse('The pump will not be ready.')).toBe(true)
    expect(isAdverse('Die Pumpe wird nicht fertig.')).toBe(true)
    expect(isAdverse('exit right in March, if the mill is not live')).toBe(false)
  })

  it('are not what somebody is like', () => {
    expect(isAdverse("She has never been wrong about a number and doesn't always like the silos.")).toBe(false)
  })

  it('are an ultimatum where they say what happens if something is not there, in four languages', () => {
    for (const said of [
      "If the silo isn't weighed by 9 June, we buy elsewhere.",
      'Wenn die Waage bis Juni nicht läuft, kaufen wir woanders.',
      'Si pas pesé avant le 9 juin : on arrête.',
      'Si el lunes no tengo el informe, mando la carta.',
    ])
      expect(isUltimatum(said), said).toBe(true)
    expect(isUltimatum('If the price holds, we sign in June.')).toBe(false)
  })

  it('are of leaving where somebody goes, in four languages', () => {
    for (const said of [
      'Friday is my last day at the mill.',
      'Zum 31. März verlasse ich die Mühle.',
      'Je quitte le moulin fin mai.',
      'El viernes es mi último día.',
    ])
      expect(speaksOfLeaving(said), said).toBe(true)
    expect(speaksOfLeaving('She wants it, but she has five silos.')).toBe(false)
  })

  it('are not what a colleague says about their own next steps', () => {
    expect(isHandshake('I will look after you from here, with Ben in copy.')).toBe(true)
    expect(isHandshake('We cannot deliver before June.')).toBe(false)
  })
})

describe('the words of a promise', () => {
  it('say nothing where they hold only pronouns, light verbs and days', () => {
    for (const what of [
      'Send it all round today',
      'You will have it',
      'Do Monday morning',
      'Tell you at the kick-off',
      'Ich schicke es Ihnen morgen',
      'Je vous envoie ça demain',
      'Lo envío mañana',
    ]) {
      expect(saysNothing(material, what), what).toBe(true)
    }
    for (const what of [
      'Send the cleaning report',
      'Come back to you on the exit clause',
      'Das Löschkonzept schicke ich Ihnen',
      'Update SF',
    ]) {
      expect(saysNothing(material, what), what).toBe(false)
    }
  })
})
