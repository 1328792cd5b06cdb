import { gmailChannel } from '../../src/delivery/channels/email-gmail.ts'
import { outlookChannel } from '../../src/delivery/channels/email-outlook.ts'
import { Secret } from '../../src/lib/secret.ts'
import { GMAIL, GMAIL_SCOPES, startGmail } from '../fakes/gmail.ts'
import { GRAPH, GRAPH_SCOPES, startGraph } from '../fakes/graph.ts'
import { parcel } from '../fakes/parcel.ts'
import type { Channel } from '../../src/delivery/channel.ts'
import type { Fault, ProviderFake } from '../fakes/mail-api.ts'
import type { Soak } from './soak.ts'

const OWNER = 'ines@seller.example'
const token = async () => new Secret('all')
/** so long a call that is never answered is waited for; all else is answered, however busy the machine is */
const IMPATIENT = 400
const FAULTS: Fault[] = [{ answer: 429 }, { answer: 503 }, 'drop', 'afterDrop', 'after504', 'afterStall']
/** of each fault through each channel */
const TIMES = 100

/** Mails whose send goes wrong in every way there is: the provider is asked once, by its own client, each time (TD5). */
const soak: Soak = async ({ seed, until }) => {
  const gmail = await startGmail(OWNER)
  gmail.tokens.set('all', new Set(Object.values(GMAIL_SCOPES)))
  const graph = await startGraph(OWNER)
  graph.tokens.set('all', new Set(GRAPH_SCOPES))
  const ways: [(patienceMilliseconds: number) => Channel, ProviderFake, string][] = [
    [
      (patienceMilliseconds) => gmailChannel({ token, patienceMilliseconds, address: gmail.address }),
      gmail,
      GMAIL.send,
    ],
    [
      (patienceMilliseconds) => outlookChannel({ token, patienceMilliseconds, address: graph.address }),
      graph,
      GRAPH.send,
    ],
  ]
  const failures: string[] = []
  let runs = 0
  for (let n = 0; n < TIMES && !until(); n++) {
    gmail.mailbox.kept.clear()
    graph.mailbox.kept.clear()
    for (const fault of FAULTS)
      for (const [open, fake, route] of ways) {
        const channel = open(20_000)
        const next = parcel(`${seed}-${n}-${channel.name}-${JSON.stringify(fault)}`)
        const prepared = await channel.prepare?.(next, null)
        const before = fake.count(route)
        fake.next(route, fault)
        const stalls = fault === 'afterStall'
        const result = await (stalls ? open(IMPATIENT) : channel).send(
          next,
          prepared?.ready === true ? prepared.ref : null,
        )
        const asked = fake.count(route) - before
        runs++
        // A call that is given up may not have come as far as the provider.
        if (asked > 1 || (asked === 0 && !stalls) || result.outcome === 'sent')
          failures.push(`${next.key} ${channel.name} ${JSON.stringify(fault)}: asked ${asked} times, ${result.outcome}`)
      }
  }
  failures.push(...gmail.strange, ...graph.strange)
  await Promise.all([gmail.end(), graph.end()])
  return { runs, failures }
}

export default soak
