import { expect, test } from 'vitest'
import { readTree, walk } from '../../../src/signals/read/mime-tree.ts'
import { HEAD, raw } from './mail-of.ts'

test('every part keeps its type, parameters, file name and undecoded bytes: what the parser gives us beside its public types', async () => {
  const { root, cut } = await readTree(
    raw(
      [
        ...HEAD,
        'Content-Type: multipart/mixed; boundary=xx',
        '',
        '--xx',
        'Content-Type: text/plain; charset=koi8-r',
        'Content-Transfer-Encoding: base64',
        '',
        'xME=',
        '--xx',
        "Content-Disposition: attachment; filename*=utf-8''b%C3%BCro.pdf",
        'Content-Type: application/pdf',
        '',
        'x',
        '--xx--',
      ],
      'latin1',
    ),
  )
  expect(cut).toBeNull()
  expect(
    [...walk(root)].map(({ type, params, fileName, disposition, body }) => [
      type,
      params['charset'] ?? null,
      fileName,
      disposition,
      Buffer.from(body).toString('hex').slice(0, 6),
    ]),
  ).toEqual([
    ['multipart/mixed', null, null, '', ''],
    ['text/plain', 'koi8-r', null, '', 'c4c1'],
    ['application/pdf', null, 'büro.pdf', 'attachment', '780a'],
  ])
})

test('too many headers and too deep a nesting are refused, not followed', async () => {
  await expect(
    readTree(raw([...HEAD, ...Array.from({ length: 20_000 }, (_, at) => `X-Flood-${at}: ${'y'.repeat(40)}`), '', 'x'])),
  ).rejects.toThrow('header size')
  const deep = Array.from({ length: 400 }, (_, at) => [
    `Content-Type: multipart/mixed; boundary=b${at}`,
    '',
    `--b${at}`,
  ]).flat()
  await expect(readTree(raw([...HEAD, ...deep, '', 'x']))).rejects.toThrow('nesting')
})
