import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageIdOf } from '../../src/delivery/channel.ts'
import { parcel } from '../fakes/parcel.ts'
import type { Channel, Parcel } from '../../src/delivery/channel.ts'

export { LETTER, parcel } from '../fakes/parcel.ts'

/** A channel with its far end under the test's control. */
export type ChannelRig = {
  channel: Channel
  /** Every message that the far end took, whole. */
  arrived(): Promise<Buffer[]>
  /** From now on the far end is not there. */
  vanish(): Promise<void>
  /** From now on the far end says no, in its own words. */
  refuse(): Promise<void>
  /** From now on the far end takes a message and the answer is lost; absent where that cannot happen. */
  takeAndDrop?(): Promise<void>
  /** What this channel carries, where that is no mail; the same seed gives the same. */
  parcel?: (seed: string) => Parcel
  /** Whether a message at the far end is this parcel, whole and unchanged, under its key; where that is no mail. */
  carries?: (message: Buffer, parcel: Parcel) => boolean
  /** Ends what the rig started. */
  end(): Promise<void>
}

/** What every channel promises, whatever it leads to. */
export function channelContract(name: string, makeRig: () => Promise<ChannelRig>): void {
  describe(`the ${name} channel`, () => {
    let rig: ChannelRig
    beforeEach(async () => {
      rig = await makeRig()
    })
    afterEach(() => rig.end())
    const carried = (seed: string) => (rig.parcel ?? parcel)(seed)
    const isThere = (message: Buffer | undefined, sent: Parcel) =>
      message !== undefined && (rig.carries ?? carriesMail)(message, sent)

    /** As the delivery does it: what is prepared is stored, and the call is made with it. */
    const ready = async (next: Parcel): Promise<string | null> => {
      const prepared = await rig.channel.prepare?.(next, null)
      if (prepared?.ready === false) throw new Error(prepared.reason)
      return prepared?.ref ?? null
    }

    it('says its name and whether it can find an earlier attempt', () => {
      expect(rig.channel.name).toBe(name)
      expect(rig.channel.lookup === undefined).toBe(rig.channel.lookupNote === null)
    })

    it('is ready, and being asked so puts nothing at the far end', async () => {
      expect(await rig.channel.prepare?.(carried('ready'), null)).toMatchObject({ ready: true })
      expect(await rig.arrived()).toEqual([])
    })

    it('delivers what was approved untouched, once, under the key of the delivery', async () => {
      const sent = carried('plain')
      expect(await rig.channel.send(sent, await ready(sent))).toMatchObject({ outcome: 'sent', refused: [] })
      const [message, ...others] = await rig.arrived()
      expect(others).toEqual([])
      expect(isThere(message, sent)).toBe(true)
    })

    it('says that nothing was sent when the far end is not there, and when it says no', async () => {
      const [no, gone] = [await ready(carried('no')), await ready(carried('gone'))]
      await rig.refuse()
      expect(await rig.channel.send(carried('no'), no)).toMatchObject({ outcome: 'refused' })
      expect(await rig.arrived()).toEqual([])
      await rig.vanish()
      expect(await rig.channel.prepare?.(carried('gone'), null)).toMatchObject({ ready: false })
      expect(await rig.channel.send(carried('gone'), gone)).toMatchObject({
        outcome: expect.stringMatching(/^(?:refused|put_off)$/),
      })
      expect(await rig.arrived()).toEqual([])
    })

    it('tells in one line why, without the text of the message', async () => {
      const ref = await ready(carried('why'))
      await rig.refuse()
      const result = await rig.channel.send(carried('why'), ref)
      expect(result.outcome).toBe('refused')
      const reason = result.outcome === 'sent' ? '' : result.reason
      expect(reason).toMatch(/^[^\r\n]{10,300}$/)
      expect(reason).not.toContain('begins with a dot')
    })

    it('never claims to know when the answer was lost, and does not call again by itself', async () => {
      if (rig.takeAndDrop === undefined) return
      const ref = await ready(carried('lost'))
      await rig.takeAndDrop()
      expect(await rig.channel.send(carried('lost'), ref)).toMatchObject({ outcome: 'unsure' })
      expect(await rig.arrived()).toHaveLength(1)
    })

    it('takes back what it delivered and nothing else, where it can, as often as it is asked', async () => {
      const { channel } = rig
      if (channel.recall === undefined) return
      const refs: Record<string, string | null> = {}
      for (const seed of ['mine', 'other']) {
        const sent = await channel.send(carried(seed), await ready(carried(seed)))
        refs[seed] = sent.outcome === 'sent' ? sent.ref : null
      }
      const recall = (seed: string) => channel.recall?.(carried(seed).key, refs[seed] ?? null)
      expect(await recall('mine')).toEqual({ outcome: 'recalled' })
      expect(await recall('mine')).toMatchObject({ outcome: expect.stringMatching(/^(absent|recalled)$/) })
      const left = await rig.arrived()
      expect(left).toHaveLength(1)
      expect(isThere(left[0], carried('other'))).toBe(true)
      await rig.vanish()
      expect(await recall('other')).toMatchObject({ outcome: 'unknown' })
    })

    it('finds what it delivered, and proves absence only where nothing arrived', async () => {
      const { channel } = rig
      if (channel.lookup === undefined) return
      const [here, elsewhere] = [await ready(carried('here')), await ready(carried('elsewhere'))]
      await channel.send(carried('here'), here)
      expect(await channel.lookup(carried('here'), here)).toMatchObject({ outcome: 'found' })
      expect(await channel.lookup(carried('elsewhere'), elsewhere)).toMatchObject({ outcome: 'absent' })
      await rig.vanish()
      expect(await channel.lookup(carried('elsewhere'), elsewhere)).toMatchObject({ outcome: 'unknown' })
    })
  })
}

function carriesMail(message: Buffer, sent: Parcel): boolean {
  const approved = message.subarray(message.length - sent.bytes.length).equals(sent.bytes)
  return approved && message.toString().includes(`Message-ID: ${messageIdOf(sent)}\r\n`)
}
