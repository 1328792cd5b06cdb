import { wordTable } from './word-table.ts'

/**
 * Things that change hands in business, in four languages: concept to word beginnings (folded: lower case, no accents).
 * A word belongs to the concept whose longest beginning it has; long German words also by their end.
 */
const CONCEPTS: Record<string, string> = wordTable({
  quote:
    'quote quotation offerte angebot devis cotizaci oferta presupuesto estimate kostenvoranschlag chiffrage ballpark preisangebot offre',
  proposal: 'proposal vorschlag proposition propuesta konzept concept',
  contract:
    'contract vertrag contrat contrato agreement vereinbarung accord acuerdo convention msa schedule rahmenvertrag',
  clause: 'clause klausel clausula wording passage formulierung redaction',
  nda: 'nda ndas geheimhaltung confidencialidad confidentialite vertraulichkeitsvereinbarung',
  dpa: 'dpa avv auftragsverarbeitung dpas rgpd gdpr dsgvo',
  report:
    'report bericht rapport informe compte-rendu gutachten opinion dictamen rueckmeldung feedback resultat ergebnis befund auswertung analisis analys analyse',
  rootcause: 'rca root root-cause ursachenanalyse ursache causa',
  list: 'list liste lista inventory inventar inventaire inventario register aufstellung ubersicht uebersicht listado overview',
  plan: 'plan roadmap fahrplan zeitplan planning calendrier cronograma timeline projektplan schedule',
  draft: 'draft entwurf brouillon borrador projet version fassung redline',
  summary: 'summary recap zusammenfassung resume resumen protokoll minutes notes notizen acta',
  slides: 'slides deck presentation prasentation praesentation folien presentacion diapositiv',
  document:
    'document dokument documento unterlage paper papier file datei fichier archivo doc docs documentation dokumentation documentacion dossier expediente pages seiten page one-pager onepager merkblatt fiche ficha datasheet datenblatt whitepaper brochure catalog',
  sheet: 'sheet spreadsheet tabelle excel tableau hoja tabla',
  form: 'form formular formulaire formulario questionnaire fragebogen cuestionario template vorlage modele plantilla checklist checkliste antrag',
  figures:
    'figure zahlen chiffre cifras numbers numeros data daten donnees datos kennzahlen kpi metrics statistik estadistica roi savings volumes mengen',
  case: 'business-case businesscase wirtschaftlichkeit',
  casestudy: 'case-study fallstudie temoignage testimonial video caso',
  invoice: 'invoice rechnung facture factura billing abrechnung',
  credit: 'credit gutschrift avoir abono refund erstattung remboursement reembolso',
  discount: 'discount rabatt remise descuento nachlass skonto rebate ermassigung',
  price:
    'price preis prix precio pricing rate tarif tarifa konditionen conditions condiciones fee gebuhr gebuehr pauschale frais tasa cuota',
  order: 'order bestellung commande pedido orden purchase po bestellnummer auftrag',
  certificate: 'certificate zertifikat certificat certificado soc iso bescheinigung attestation nachweis zeugnis',
  security: 'security sicherheit securite seguridad pentest crest audit auditoria',
  reference: 'reference referenz referencia referenzkunde',
  demo: 'demo demonstration vorfuhrung demostracion',
  training:
    'training schulung formation formacion capacitacion enablement workshop taller session sitzung seance sesion onboarding einarbeitung einweisung webinar',
  meeting:
    'meeting termin besprechung reunion rendez-vous cita slot call anruf appel llamada telefonat appointment review invite einladung invitation invitacion visit besuch visite visita tour',
  access:
    'access zugang acces acceso login credentials zugangsdaten account konto compte cuenta permits license lizenz licence licencia link permis permiso key schlussel',
  test: 'test pilot sandbox trial probe prueba poc essai',
  integration: 'integration connector schnittstelle interface konnektor connecteur conector integracion api anbindung',
  release: 'release update patch fix correction correctif version region failover',
  sample: 'sample muster echantillon muestra probe prototype prototyp',
  diagram:
    'diagram schema diagramm plano zeichnung drawing map karte netzplan architecture architektur arquitectura screenshot captures capturas bilder photos fotos bild video',
  answer:
    'answer antwort reponse respuesta reply response comments kommentare commentaires comentarios bescheid rueckmeldung',
  delivery: 'delivery lieferung livraison entrega shipment versand sendung envio',
  parts:
    'parts ersatzteil teile pieces piezas sensor sensors device gerat geraet appareil equipo tablet maschine machine maquina pump pumpe module modul',
  engineer: 'engineer techniker technicien tecnico ingenieur ingeniero monteur consultant berater',
  team: 'team equipe equipo',
  budget: 'budget budgetantrag presupuest',
  approval: 'approval freigabe validation aprobacion genehmigung sign-off signature unterschrift firma visto',
  migration: 'migration migracion umzug import export',
  exit: 'exit kundigung terminate kuendigung resiliation rescision ausstieg break',
  introduction: 'intro introduction vorstellung presentacion',
  onsite: 'on-site onsite vor-ort',
  survey: 'survey begehung aufmass aufmass besichtigung inspection inspeccion',
  extension: 'extension verlangerung prolongation prorroga',
  support: 'support',
  warranty: 'warranty garantie garantia gewahrleistung sla',
  letter: 'letter brief lettre carta schreiben courrier',
  contact: 'kontakt contact contacto ansprechpartner interlocuteur',
  ticket: 'ticket incident vorfall incidencia',
  annex: 'annex annexe anhang anlage anexo appendix nachtrag addendum avenant adenda',
  handover: 'handover ubergabe uebergabe passation traspaso handoff',
})

const byBeginning = new Map<string, string>()
for (const [concept, words] of Object.entries(CONCEPTS))
  for (const word of words.split(' ')) {
    // umlauts come written out as well
    for (const form of [word, word.replaceAll(/([aou])e/g, '$1')])
      if (!byBeginning.has(form)) byBeginning.set(form, concept)
  }

const MARKS = /[\u0300-\u036f]/g

/** Lower case without accents; ß as ss. Plain ASCII words come back as they are, fast. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase()
  if (/^[a-z0-9-]*$/.test(lower)) return lower
  return lower.normalize('NFD').replaceAll(MARKS, '').replaceAll('ß', 'ss')
}

/** The concept of a word, or null. `folded` as `foldWord` returns it. */
export function conceptOf(folded: string): string | null {
  if (folded.length === 2) return byBeginning.get(folded) ?? null
  for (let length = Math.min(folded.length, 16); length >= 3; length -= 1) {
    const concept = byBeginning.get(folded.slice(0, length))
    // a short beginning must be the word, or the word and an ending
    if (concept !== undefined && folded.length - length <= (length >= 6 ? 8 : length >= 4 ? 2 : 1)) return concept
  }
  if (folded.length >= 9) {
    for (let length = Math.min(folded.length - 3, 14); length >= 4; length -= 1) {
      for (const cut of [0, 1, 2]) {
        const end = folded.length - cut
        const concept = byBeginning.get(folded.slice(end - length, end))
        if (concept !== undefined) return concept
      }
    }
  }
  return null
}
