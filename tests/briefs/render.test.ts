import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { briefFor } from '../../src/briefs/audience.ts'
import { draftBrief } from '../../src/briefs/draft.ts'
import { FORMATS, renderBrief } from '../../src/briefs/render.ts'
import { handoffOf } from '../../src/handoffs/index.ts'
import { ANA, corpusOf, harbourMills, identity, mail, nothing, SOFIA } from './sample.ts'

const ENGINE = { name: 'local', version: '1', model: null, prompts: {} }

function harbour() {
  const { corpus, understanding } = harbourMills()
  return draftBrief({ corpus, understanding, handoff: handoffOf('sdr-to-ae'), engine: ENGINE, revision: 1 })
}

/** One pain whose words are an attack on whoever shows them. */
function hostile(words: string) {
  const part = mail('m1', '2025-03-03T09:00:00Z', SOFIA, [ANA], [words])
  const corpus = corpusOf([part])
  const [sentence] = part.sentences
  corpus.identities = [identity(ANA), identity({ ...SOFIA, name: 'Sofia <b>Lindqvist</b>' })]
  const understanding = {
    ...nothing(),
    pains: [
      { kind: 'pain' as const, text: words, impact: null, by: SOFIA, sentences: [sentence?.id ?? ''], why: 'test' },
    ],
  }
  return draftBrief({ corpus, understanding, handoff: handoffOf('sdr-to-ae'), engine: ENGINE, revision: 1 })
}

describe('every format', () => {
  for (const format of FORMATS) {
    it(`${format} is the same bytes twice and ends with a line break`, () => {
      expect(renderBrief(harbour(), format)).toBe(renderBrief(harbour(), format))
      expect(renderBrief(harbour(), format)).toMatch(/\n$/)
    })
  }

  for (const format of ['text', 'md', 'html'] as const) {
    it(`${format} puts head, minute, next, careful, parts, what was read and sources in this order`, () => {
      const shown = renderBrief(harbour(), format)
      const places = [
        'Harbour Mills',
        'In one minute',
        'Next, in date order',
        'Careful',
        'MEDDIC',
        'What was read',
        'Sources',
      ].map((heading) => shown.indexOf(heading, shown.indexOf('</style>') + 1))
      expect(places.every((place) => place >= 0)).toBe(true)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    })

    it(`${format} names the zone once`, () => {
      expect(renderBrief(harbour(), format).split('London time').length - 1).toBe(1)
    })

    it(`${format} has one number for each item`, () => {
      const brief = harbour()
      const shown = renderBrief(brief, format)
      const labels = (brief.sources ?? []).filter((source) => shown.includes(source.label))
      expect(labels.length).toBeGreaterThan(3)
      expect(shown).not.toMatch(/\[(\d+)\\?\]\\? \\?\[\1\\?\]/)
    })
  }
})

describe('outside words', () => {
  const attacks = [
    '<script>alert(1)</script><img src=x onerror=alert(1)> silos are hot',
    'Click [here](https://evil.example/x) or ![pic](https://evil.example/p.png) about the silos',
    'See https://evil.example/login and www.evil.example and javascript:alert(1) for the silos',
    '"><a href="https://evil.example">silos</a> are hot',
    '`code` | table | **bold** # heading about silos',
  ]
  for (const attack of attacks) {
    it(`stay words in HTML: ${attack.slice(0, 30)}`, () => {
      const html = renderBrief(hostile(attack), 'html')
      const page = load(html)
      expect(page('script, img, iframe, object, embed, link, form, base, svg').length).toBe(0)
      page('a').each((_, link) => {
        expect(page(link).attr('href')).toMatch(/^#s\d+$/)
      })
      page('*').each((_, element) => {
        for (const name of Object.keys((element as { attribs?: Record<string, string> }).attribs ?? {})) {
          expect(name).not.toMatch(/^on/)
        }
      })
      expect(html).not.toMatch(/[a-z]:\/\//i)
      expect(page('meta[http-equiv="Content-Security-Policy"]').attr('content')).toContain("default-src 'none'")
    })

    it(`stay words in Markdown: ${attack.slice(0, 30)}`, () => {
      const markdown = renderBrief(hostile(attack), 'md')
      expect(markdown).not.toMatch(/(?<!\\)<[a-z/]/i)
      expect(markdown).not.toMatch(/(?<!\\)\]\(/)
      expect(markdown).not.toMatch(/:\/\//)
      expect(markdown).not.toMatch(/(?<!`)www\./)
    })
  }

  it('cannot steer a terminal or turn the reading direction', () => {
    const shown = renderBrief(hostile('\u001B[2J\u001B]8;;x\u0007silos\u202E are hot\u0008'), 'text')
    // oxlint-disable-next-line no-control-regex -- the very thing that must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/)
    expect(shown).toContain('silos')
  })

  it('stay readable: the quote is there to the letter once markup is taken off', () => {
    const page = load(renderBrief(hostile('a < b & "c" in 40 silos'), 'html'))
    expect(page('main').text()).toContain('a < b & "c" in 40 silos')
  })
})

describe('the page', () => {
  it('opens every cited line, in lists and in tables, to its words and to the item they stand in', () => {
    const brief = harbour()
    const page = load(renderBrief(brief, 'html'))
    expect(page('section.minute li details').length).toBe(
      brief.headline.filter((line) => line.evidence.length > 0).length,
    )
    expect(page('section.next td details').length).toBe(brief.next.filter((row) => row.evidence.length > 0).length)
    const [line] = brief.headline.filter((one) => one.evidence.length > 0)
    const opened = page('section.minute li details').first().find('.open').text()
    for (const key of line?.evidence ?? []) {
      expect(opened).toContain(brief.evidence[key]?.quote.trim())
      expect(opened).toContain(brief.sources?.find((source) => source.item === brief.evidence[key]?.item)?.label)
    }
  })

  it('has no link in the head of a line that opens, and no line that opens inside a paragraph', () => {
    const html = renderBrief(harbour(), 'html')
    const page = load(html)
    expect(page('summary').length).toBeGreaterThan(5)
    expect(page('summary a').length).toBe(0)
    expect(html).not.toMatch(/<p[ >](?:(?!<\/p>)[^])*<details/)
  })

  it('names its column in every cell, for phones, where the head of a table is not seen', () => {
    const page = load(renderBrief(harbour(), 'html'))
    page('table').each((_, table) => {
      const columns = page(table)
        .find('th')
        .map((_index, cell) => page(cell).text())
        .get()
      page(table)
        .find('tbody tr')
        .each((_row, row) => {
          const labels = page(row)
            .find('td')
            .map((_index, cell) => page(cell).attr('data-label') ?? '')
            .get()
          expect(labels).toEqual(columns)
        })
    })
  })
})

describe('the terminal text', () => {
  it('keeps to its width and has no colour unless asked', () => {
    const shown = renderBrief(harbour(), 'text', { width: 80 })
    for (const line of shown.split('\n')) expect(Array.from(line).length).toBeLessThanOrEqual(80)
    // oxlint-disable-next-line no-control-regex -- colours are control codes
    expect(shown).not.toMatch(/\u001B/)
    // oxlint-disable-next-line no-control-regex -- colours are control codes
    expect(renderBrief(harbour(), 'text', { width: 80, ansi: true })).toMatch(/\u001B\[1m/)
  })
})

describe('what was said in confidence', () => {
  const secret = '£45,000'

  it('is marked on its line for the receiver', () => {
    const line = renderBrief(harbour(), 'md')
      .split('\n')
      .find((one) => one.startsWith('2.') || (one.includes(secret) && /^\d\./.test(one)))
    expect(renderBrief(harbour(), 'md')).toContain(secret)
    expect(line).toBeDefined()
    for (const one of renderBrief(harbour(), 'md').split('\n')) {
      if (/^\d\. /.test(one) && one.includes(secret)) expect(one.toLowerCase()).toContain('in confidence')
    }
  })

  for (const audience of ['team', 'channel', 'customer'] as const) {
    for (const format of FORMATS) {
      it(`never reaches a ${audience} as ${format}, and is counted`, () => {
        const brief = briefFor(harbour(), audience)
        expect(renderBrief(brief, format)).not.toContain(secret)
        expect(renderBrief(brief, format)).not.toContain('keep this to yourself')
        expect(brief.withheld.evidence).toBeGreaterThan(0)
      })
    }
  }
})
