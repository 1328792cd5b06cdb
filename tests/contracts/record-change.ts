import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CHANGE_TYPE, changeBytes } from '../../src/review/change.ts'
import { parcel } from './channel.ts'
import type { Channel, Parcel } from '../../src/delivery/channel.ts'
import type { HttpFake } from '../fakes/http-fake.ts'

/** A record of a CRM under the test's control. */
export type RecordRig = {
  channel: Channel
  fake: HttpFake
  /** item id of the record */
  record: string
  /** the field that is written, and the values that it can have in this CRM */
  field: string
  before: string
  after: string
  other: string
  valueOf(): string | null
  setByOthers(value: string): void
  remove(): void
  end(): Promise<void>
}

/** What every CRM channel promises of approved values (TRUST TD8). */
export function recordChangeContract(name: string, makeRig: () => Promise<RecordRig>): void {
  describe(`TD8: a write of fields by ${name}`, () => {
    let rig: RecordRig
    beforeEach(async () => {
      rig = await makeRig()
    })
    afterEach(() => rig.end())
    const proposed = (at = new Date('2026-03-02T10:00:00Z')): Parcel => {
      const { record, field, before, after } = rig
      const bytes = changeBytes({
        schema: 'baton.change/1',
        title: 'A field says otherwise than they do',
        record,
        changes: [{ field, from: before, to: after }],
        words: [],
      })
      return parcel('change', { target: record, recipients: [], mediaType: CHANGE_TYPE, bytes, at })
    }
    const writes = () => rig.fake.asked.filter(({ method }) => method === 'PATCH')

    it('writes the approved value into the one field, once, however often it is tried', async () => {
      expect(await rig.channel.prepare?.(proposed(), null)).toMatchObject({ ready: true })
      expect(await rig.channel.send(proposed(), null)).toMatchObject({ outcome: 'sent', ref: rig.record })
      expect(await rig.channel.send(proposed(), null)).toMatchObject({ outcome: 'sent' })
      expect(rig.valueOf()).toBe(rig.after)
      expect(writes()).toHaveLength(1)
      expect(Object.keys(fieldsIn(writes()[0]!.body.toString()))).toEqual([rig.field])
    })

    it('holds what somebody else changed since, and writes nothing over it', async () => {
      rig.setByOthers(rig.other)
      expect(await rig.channel.prepare?.(proposed(), null)).toMatchObject({
        ready: false,
        hold: true,
        reason: expect.stringContaining(rig.field),
      })
      expect(await rig.channel.send(proposed(), null)).toMatchObject({ outcome: 'refused' })
      expect(rig.valueOf()).toBe(rig.other)
      expect(writes()).toEqual([])
    })

    it('holds the write to a record that was deleted', async () => {
      rig.remove()
      expect(await rig.channel.prepare?.(proposed(), null)).toMatchObject({ ready: false, hold: true })
      expect(await rig.channel.send(proposed(), null)).toMatchObject({ outcome: 'refused' })
      expect(await rig.channel.lookup?.(proposed(), null)).toMatchObject({ outcome: 'unknown' })
    })

    it('is unsure where the answer was lost after it was taken, and then finds the value there', async () => {
      for (const mood of ['drop-after', '504-after', 'stall-after'] as const) {
        rig.setByOthers(rig.before)
        rig.fake.mood = mood
        const before = writes().length
        expect(await rig.channel.send(proposed(), null), mood).toMatchObject({ outcome: 'unsure' })
        expect(writes().length - before, mood).toBe(1)
        rig.fake.mood = 'take'
        expect(await rig.channel.lookup?.(proposed(), null), mood).toMatchObject({ outcome: 'found' })
      }
    })

    it('calls a write absent only where the old value stands and none can be under way', async () => {
      expect(await rig.channel.lookup?.(proposed(), null)).toMatchObject({ outcome: 'absent' })
      expect(await rig.channel.lookup?.(proposed(new Date()), null)).toMatchObject({ outcome: 'unknown' })
      rig.setByOthers(rig.other)
      expect(await rig.channel.lookup?.(proposed(), null)).toMatchObject({ outcome: 'unknown' })
    })

    it('says no in the words of the CRM, and asks once', async () => {
      for (const mood of ['refuse', 'limit'] as const) {
        rig.fake.mood = mood
        const before = rig.fake.asked.length
        expect(await rig.channel.send(proposed(), null), mood).toMatchObject({ outcome: 'refused' })
        expect(rig.fake.asked.length - before, mood).toBe(1)
        expect(await rig.channel.prepare?.(proposed(), null), mood).toMatchObject({ ready: false })
      }
    })
  })
}

function fieldsIn(body: string): object {
  const parsed = JSON.parse(body) as { properties?: object }
  return parsed.properties ?? parsed
}
