import { describe, expect, test } from 'vitest'
import { processorTime } from '../../bounds/processor-time.ts'
import { visibleHtml } from '../../../src/signals/read/visible-html.ts'

const SECRET = 'wire the deposit to the other account'
const around = (inner: string) => `<p>Dear Tim,</p>${inner}<p>See you in Ghent.</p>`
const HIDDEN: Record<string, string> = {
  'display none after an override': `<style>.a{display:block} p.a{display:none}</style><p class=a>${SECRET}</p>`,
  'a custom property': `<style>:root{--x:none}</style><div style="display:var(--x)">${SECRET}</div>`,
  'a custom property with a fallback': `<div style="display:var(--nope, none)">${SECRET}</div>`,
  'an attribute selector': `<style>[data-k^="ab"]{visibility:hidden}</style><p data-k="abc">${SECRET}</p>`,
  'a nested rule': `<style>.outer{ & .inner{display:none} }</style><div class=outer><b class=inner>${SECRET}</b></div>`,
  'a nested rule without ampersand': `<style>.outer{ color:red; .inner{display:none} }</style><div class=outer><b class=inner>${SECRET}</b></div>`,
  'an :is and :not selector': `<style>div:is(.k, .l):not(.m){opacity:0}</style><div class="k">${SECRET}</div>`,
  'a wide screen only': `<style>@media (min-width: 600px){.w{display:none}}</style><p class=w>${SECRET}</p>`,
  'a media range': `<style>@media (width >= 600px){.w{display:none}}</style><p class=w>${SECRET}</p>`,
  'an importance that beats the style attribute': `<style>.i{display:none!important}</style><p class=i style="display:block">${SECRET}</p>`,
  'a font shorthand of nothing': `<div style="font:0/0 serif">${SECRET}</div>`,
  'em of em of em': `<div style="font-size:.4em"><div style="font-size:.4em"><div style="font-size:.4em">${SECRET}</div></div></div>`,
  'a computed size': `<span style="font-size:calc(1px * 2)">${SECRET}</span>`,
  'opacity multiplied': `<div style="opacity:.3"><div style="opacity:.3">${SECRET}</div></div>`,
  'oklch white': `<span style="color:oklch(100% 0 0)">${SECRET}</span>`,
  'colour with little alpha': `<span style="color:rgb(0 0 0 / 4%)">${SECRET}</span>`,
  'the colour of a gradient': `<div style="background:linear-gradient(#fafafa,#fbfbfb);color:#fafafa">${SECRET}</div>`,
  'the colour of the cell': `<table><tr bgcolor="336699"><td><font color="#346799">${SECRET}</font></td></tr></table>`,
  'moved up': `<div style="position:fixed;top:-2000px">${SECRET}</div>`,
  'moved by inset': `<div style="position:absolute;inset:0 auto auto -300vw">${SECRET}</div>`,
  'scaled away': `<div style="transform:scaleY(0)">${SECRET}</div>`,
  'translated away': `<div style="transform:translateX(-9000px)">${SECRET}</div>`,
  'clipped in a line': `<div style="height:0;overflow:hidden">${SECRET}</div>`,
  'clipped by width': `<div style="width:1px;overflow:hidden;white-space:nowrap">${SECRET}</div>`,
  'clipped by a rectangle': `<span style="position:absolute;clip:rect(1px,1px,1px,1px)">${SECRET}</span>`,
  'a polygon without area': `<div style="clip-path:polygon(0 0, 0 0, 0 0)">${SECRET}</div>`,
  'letters pushed together': `<div style="letter-spacing:-2em">${SECRET}</div>`,
  'dots for letters': `<div style="-webkit-text-security:disc">${SECRET}</div>`,
  'a dialog that is not open': `<dialog>${SECRET}</dialog>`,
  'a popover': `<div popover>${SECRET}</div>`,
  'a comment': `<!-- ${SECRET} -->`,
  'a template': `<template><p>${SECRET}</p></template>`,
  'a frame fallback': `<iframe>${SECRET}</iframe>`,
  'tag characters': Array.from(SECRET, (sign) => String.fromCodePoint(0xe0000 + sign.charCodeAt(0))).join(''),
}
const SHOWN: Record<string, string> = {
  'white on a picture that has a dark colour below': `<table background="x.png" bgcolor="#123"><tr><td style="color:#fff">${SECRET}</td></tr></table>`,
  'a narrow screen only': `<style>@media (max-width:480px){.m{display:none}}</style><p class=m>${SECRET}</p>`,
  'print only': `<style media=print>.p{display:none}</style><p class=p>${SECRET}</p>`,
  'dark mode only': `<style>@media (prefers-color-scheme: dark){p{color:#000;background:#000}}</style><p>${SECRET}</p>`,
  'a child that is made visible again': `<div style="visibility:hidden"><span style="visibility:visible">${SECRET}</span></div>`,
  'a size that is made large again': `<div style="font-size:0"><span style="font-size:15px">${SECRET}</span></div>`,
  'a link in white surroundings': `<div style="color:#fff"><a href="https://x.example">${SECRET}</a></div>`,
  'a hanging indent': `<p style="margin-left:36pt;text-indent:-18pt">${SECRET}</p>`,
  'a rule that is undone': `<style>.u{display:none} .t .u{display:block}</style><div class=t><p class=u>${SECRET}</p></div>`,
  'the hidden attribute overridden': `<div hidden style="display:block">${SECRET}</div>`,
  'an inline element with a height': `<span style="height:0;overflow:hidden">${SECRET}</span>`,
  'a table cell with a height': `<table><tr><td style="height:1px;overflow:hidden">${SECRET}</td></tr></table>`,
  'an unknown important': `<p style="display:none !ie">${SECRET}</p>`,
  'hover only': `<style>p:hover{display:none}</style><p>${SECRET}</p>`,
  'an open details': `<details open><summary>Terms</summary><p>${SECRET}</p></details>`,
  'letters filled with a gradient': `<h1 style="background:linear-gradient(#111,#555);-webkit-background-clip:text;color:transparent">${SECRET}</h1>`,
  'a condition for everything but Outlook': `<![if !mso]><p>${SECRET}</p><![endif]>`,
}

describe('what a reader of HTML cannot see is not text', () => {
  test.each(Object.entries(HIDDEN))('hidden by %s', (_, inner) => {
    const seen = visibleHtml(around(inner))
    expect(seen.text).not.toContain('deposit')
    expect(seen.text).toContain('Dear Tim,')
    expect(seen.text).toContain('See you in Ghent.')
    if (!/<!--|<template|<iframe/.test(inner)) expect(seen.hidden).toBeGreaterThan(10)
  })
})

describe('what a reader of HTML sees is text', () => {
  test.each(Object.entries(SHOWN))('shown: %s', (_, inner) => {
    const seen = visibleHtml(around(inner))
    expect(seen.text).toContain(SECRET)
    expect(seen.hidden).toBe(0)
  })
})

test('blocks end lines, paragraphs stand apart, white space folds, cells are parted', () => {
  const { text } = visibleHtml(
    '<div>One\n  line</div><div>two<br>three</div><p>four</p><p>five &amp; <b>six</b></p><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table><pre>x\n  y</pre>',
  )
  expect(text).toBe('One line\ntwo\nthree\n\nfour\n\nfive & six\n\na\tb\nc\n\nx\n  y')
})

test("a word processor's close-set paragraphs stay on neighbouring lines", () => {
  const { text } = visibleHtml(
    '<style>p.MsoNormal{margin:0cm;font-size:11pt}</style><p class=MsoNormal>Hello</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Bye</p>',
  )
  expect(text.replaceAll('\u00a0', '')).toBe('Hello\n\nBye')
})

test('quoted blocks are told by their offsets, the outermost only', () => {
  const { text, quotes } = visibleHtml(
    '<div>Fine.</div><blockquote>First<blockquote>Older</blockquote></blockquote><div>End</div>',
  )
  expect(quotes.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim())).toEqual(['First Older'])
})

test('a document that would grow without bound is cut, and says so', () => {
  const began = processorTime()
  const seen = visibleHtml(Array.from({ length: 3000 }, (_, at) => `<b a=${at}><p>x`).join(''))
  expect(seen.cut).toBe(true)
  expect(processorTime() - began).toBeLessThan(4000)
})

test('a region flag keeps its tag characters', () => {
  const wales = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}'
  expect(visibleHtml(`<p>${wales} Cardiff</p>`)).toMatchObject({ text: `${wales} Cardiff`, hidden: 0 })
})

test('a blockquote is a quote, but not where an editor only indents with it', () => {
  const quoted = (attributes: string) =>
    visibleHtml(`<p>Terms:</p><blockquote ${attributes}>12 docks</blockquote>`).quotes
  expect(quoted('')).toHaveLength(1)
  expect(quoted('type="cite"')).toHaveLength(1)
  expect(quoted('class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc"')).toHaveLength(1)
  expect(quoted('style="margin:0 0 0 40px;border:none;padding:0px"')).toHaveLength(0)
  expect(quoted('type="cite" style="border:none"')).toHaveLength(1)
})
