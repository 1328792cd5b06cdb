import { answeredWith } from './failure.ts'
import { noteHtml } from './note-html.ts'
import type { Note } from '../review/note.ts'
import type { Salesforce } from '../lib/salesforce.ts'
import type { Failure } from './failure.ts'

/** What an org keeps notes in. */
export type NotePlace = { kind: 'keyed'; keyField: string } | { kind: 'note' | 'file' | 'task' }

/** One piece of work at Salesforce, and what it failed with. */
export type Asking = <T>(work: (connection: Connected) => Promise<T>) => Promise<{ data: T } | Failed>

export type Connected = Parameters<Parameters<Salesforce['call']>[0]>[0]
type Failed = { failure: Failure }
type At = { key: string; object: string; id: string }

/** Writes the note in one request, so that no half of it can stay; answers the name to take it back by. */
export async function saveNote(
  ask: Asking,
  place: NotePlace,
  { key, object, id, title, text, note }: At & { title: string; text: string; note: Note },
): Promise<string | Failed> {
  const named = `${title.slice(0, 200)} [${key}]`
  if (place.kind === 'note') return saveContentNote(ask, id, named, noteHtml(note, key))
  const made = await ask(async (connection) => {
    if (place.kind === 'file')
      return connection.sobject('ContentVersion').create({
        Title: named,
        PathOnClient: `${key}.txt`,
        VersionData: Buffer.from(text).toString('base64'),
        FirstPublishLocationId: id,
      })
    const who = object === 'Contact' || object === 'Lead' ? { WhoId: id } : { WhatId: id }
    const task = { ...who, Subject: named, Description: text, Status: 'Completed', Priority: 'Normal' }
    if (place.kind === 'keyed')
      return connection.sobject('Task').upsert({ ...task, [place.keyField]: key }, place.keyField)
    return connection.sobject('Task').create(task)
  })
  if ('failure' in made) return made
  const saved = made.data.id ?? null
  if (!made.data.success || saved === null) return { failure: answeredWith(502, 'an answer without an id') }
  return `${place.kind === 'file' ? 'ContentVersion' : 'Task'}/${saved}`
}

/** The name of the note with this key at the record, null where there is none. */
export async function findNote(
  ask: Asking,
  place: NotePlace,
  { key, object, id }: At,
): Promise<string | null | Failed> {
  if (place.kind === 'keyed' || place.kind === 'task') {
    const side = object === 'Contact' || object === 'Lead' ? 'WhoId' : 'WhatId'
    const where =
      place.kind === 'keyed' ? `${place.keyField} = '${key}'` : `${side} = '${id}' AND Subject LIKE '%[${key}]%'`
    const tasks = await ask(async (connection) =>
      connection.query<{ Id: string }>(`SELECT Id FROM Task WHERE ${where}`),
    )
    if ('failure' in tasks) return tasks
    const [task] = tasks.data.records
    return task === undefined ? null : `Task/${task.Id}`
  }
  // These links can only be asked for by their record, so the titles are looked through here.
  type Row = { ContentDocumentId: string; ContentDocument: { Title: string } | null }
  const soql = `SELECT ContentDocumentId, ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '${id}'`
  let page = await ask(async (connection) => connection.query<Row>(soql))
  for (;;) {
    if ('failure' in page) return page
    const found = page.data.records.find(
      ({ ContentDocument: document }) => document?.Title.includes(`[${key}]`) === true,
    )
    if (found !== undefined) return `ContentDocument/${found.ContentDocumentId}`
    const { done, nextRecordsUrl: next } = page.data
    if (done || next === undefined) return null
    page = await ask(async (connection) => connection.queryMore<Row>(next))
  }
}

/** Null where it was deleted. */
export async function takeNoteBack(ask: Asking, ref: string): Promise<Failed | null> {
  const [, object = '', id = ''] = /^(ContentDocument|ContentVersion|Task)\/([A-Za-z0-9]{15,18})$/.exec(ref) ?? []
  const gone = await ask(async (connection) => {
    if (object !== 'ContentVersion') return connection.sobject(object).destroy(id)
    const soql = `SELECT ContentDocumentId FROM ContentVersion WHERE Id = '${id}'`
    const { records } = await connection.query<{ ContentDocumentId: string }>(soql)
    const document = records[0]?.ContentDocumentId
    return document === undefined ? null : connection.sobject('ContentDocument').destroy(document)
  })
  if ('failure' in gone) return gone
  return gone.data === null ? { failure: answeredWith(404, 'the file is not there') } : null
}

/** Note and link to the record together, or neither. */
async function saveContentNote(ask: Asking, record: string, title: string, html: string): Promise<string | Failed> {
  type Part = { httpStatusCode: number; body: unknown }
  const made = await ask((connection) =>
    connection.request<{ compositeResponse: Part[] }>({
      method: 'POST',
      url: '/composite',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        allOrNone: true,
        compositeRequest: [
          {
            method: 'POST',
            url: `/services/data/v${connection.version}/sobjects/ContentNote`,
            referenceId: 'note',
            body: { Title: title, Content: Buffer.from(html).toString('base64') },
          },
          {
            method: 'POST',
            url: `/services/data/v${connection.version}/sobjects/ContentDocumentLink`,
            referenceId: 'link',
            body: { ContentDocumentId: '@{note.id}', LinkedEntityId: record, ShareType: 'V' },
          },
        ],
      }),
    }),
  )
  if ('failure' in made) return made
  const parts = made.data.compositeResponse
  const failed = parts.find(({ httpStatusCode, body }) => httpStatusCode >= 400 && codeOf(body) !== 'PROCESSING_HALTED')
  if (failed !== undefined) return { failure: answeredWith(failed.httpStatusCode, codeOf(failed.body)) }
  const id = (parts[0]?.body as { id?: string } | undefined)?.id
  return id === undefined ? { failure: answeredWith(502, 'an answer without an id') } : `ContentDocument/${id}`
}

function codeOf(body: unknown): string {
  const [first] = Array.isArray(body) ? (body as { errorCode?: string }[]) : []
  return first?.errorCode ?? ''
}
