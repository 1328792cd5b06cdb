import type { Party } from './signal.ts'

const NAME_FIELD =
  /^[^\S\n]*(?:full name|name|your name|contact(?: name)?|vollständiger name|ihr name|vor- und nachname|nom(?: complet)?|nom et prénom|votre nom|nombre(?: completo| y apellidos)?|su nombre)\s*[:=]\s*(\S.{1,60}?)[^\S\n]*$/imu
const FIRST_FIELD = /^[^\S\n]*(?:first name|vorname|prénom|nombre)\s*[:=]\s*(\S.{0,40}?)[^\S\n]*$/imu
const LAST_FIELD =
  /^[^\S\n]*(?:last name|surname|nachname|nom(?: de famille)?|apellidos?)\s*[:=]\s*(\S.{0,40}?)[^\S\n]*$/imu
const EMAIL_FIELD =
  /^[^\S\n]*(?:e-?mail(?: address| adresse|-adresse)?|mail|adresse (?:e-?mail|mail|électronique)|courriel|correo(?: electrónico)?)\s*[:=]\s*<?([^\s<>@]+@[^\s<>@]+\.\p{L}{2,})>?[^\S\n]*$/imu
const FIELD = /^[^\S\n]*[\p{L}][^:=\n]{1,80}\??\s*[:=]\s*\S/gmu

/**
 * Who filled in the web form that a machine mailed ("Name: … Email: … Message: …"); null for any other mail.
 * The answers are that person's words, whoever sent them on.
 */
export function formAuthor(text: string): Party | null {
  const email = EMAIL_FIELD.exec(text)?.[1]?.toLowerCase()
  if (email === undefined) return null
  const first = FIRST_FIELD.exec(text)?.[1]
  const last = LAST_FIELD.exec(text)?.[1]
  const name = first !== undefined && last !== undefined ? `${first} ${last}` : (NAME_FIELD.exec(text)?.[1] ?? null)
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const fields = text.match(FIELD)?.length ?? 0
  return name !== null && fields >= 3 && fields >= lines.length * 0.4 ? { name, email } : null
}
