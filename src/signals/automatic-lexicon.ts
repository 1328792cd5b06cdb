/** How automatic mail in English, German, French and Spanish gives itself away. */

/** Local parts of addresses behind which nobody sits. */
export const ROBOT_SENDER =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|ne[-_.]?pas[-_.]?repondre|no[-_.]?responder|nicht[-_.]?antworten|antworten?[-_.]?nicht|notifications?|notify|notifier|alerts?|mailer(?:-daemon)?|mail-daemon|postmaster|bounces?|newsletters?|news|marketing|updates?|digest|calendar(?:-notification|-server)?|automat(?:ed|ic|ion)|auto-?(?:mailer|reply|confirm)|robot|bot|system|wordpress|echosign|dse|docusign|esign|invitations?|reminders?|daemon|noreply.*|.*[-_.+]no-?reply|.*-notifications?|webmaster|mailings?|kampagne|campaigns?|announce(?:ments)?|events?)$/i

export const BOUNCE_SENDER = /^(?:mailer-daemon|postmaster|mail-daemon|bounces?(?:[-+].*)?)$/i
export const BOUNCE_SUBJECT =
  /undeliver|delivery (?:status|failure|has failed)|returned mail|mail delivery (?:failed|subsystem)|failure notice|unzustellbar|nicht zugestellt|zustellung|non remis|non[- ]distribu|échec de (?:la )?remise|no se (?:ha podido|pudo) entregar|no entregado|devuelto/i

export const AWAY_SUBJECT =
  /^\s*(?:(?:re|aw|sv|wg|tr|rv)\s*:\s*)*(?:auto(?:matic|mated)?[- ]?(?:reply|response|antwort)|automatische antwort|automatische reaktion|abwesenheit(?:snotiz|smeldung|sassistent)?|out of (?:the )?office|ooo\b|réponse automatique|absence du bureau|absent(?:e)? du bureau|respuesta automática|fuera de (?:la )?oficina|risposta automatica|fuori ufficio|automatisch antwoord|afwezig|resposta automática)/i

export const AWAY_BODY =
  /\b(?:i(?:'m| am| will be)? (?:currently |now )?(?:out of (?:the )?office|away from (?:the office|my desk)|on (?:annual |parental |maternity |paternity |sick )?leave|on (?:vacation|holiday)|travel?ling)|out of (?:the )?office (?:until|from|with)|no longer (?:with|at|work)|limited access to (?:my )?e-?mail|nicht (?:im büro|im haus|am arbeitsplatz|erreichbar)|außer haus|ausser haus|abwesend|im urlaub|in elternzeit|in mutterschutz|nicht mehr (?:für|bei|im unternehmen)|je suis (?:actuellement )?(?:absente?|en congés?|en déplacement)|absente? (?:du bureau|jusqu)|ne fais plus partie|n'ai pas accès|estoy (?:fuera|de vacaciones|ausente|de baja)|estaré (?:fuera|ausente|de vacaciones)|fuera de la oficina|ya no (?:trabajo|formo parte)|me encuentro (?:fuera|ausente))/iu

export const CALENDAR_SUBJECT =
  /^\s*(?:updated |canceled |cancelled |new )?(?:event |meeting )?(?:invitation|invite|accepted|declined|tentative|tentatively accepted|canceled|cancelled|updated invitation|canceled event|cancelled event|einladung|zugesagt|abgelehnt|mit vorbehalt|vorläufig|abgesagt|aktualisierte einladung|terminabsage|angenommen|acceptée?|accepté|refusée?|refusé|provisoire|annulée?|annulé|invitation (?:mise à jour|modifiée)|aceptad[oa]|rechazad[oa]|provisional|cancelad[oa]|invitación(?: actualizada)?|convocatoria)\s*(?::|\s-)/i

export const CALENDAR_BODY =
  /(?:you have been invited to the following event|has (?:accepted|declined|tentatively accepted) (?:this|the) (?:invitation|event|meeting)|invitation from google calendar|going\?\s*(?:\(|yes)|this event (?:has been|was|is) (?:changed|cancel+ed|updated)|sie wurden zu (?:dem )?folgende[nmr]? termin|einladung von google|hat (?:diese|die) einladung|dieser termin wurde|vous (?:êtes|avez été) invité|a (?:accepté|refusé) (?:cette|l['’])\s?invitation|cet événement a été|has sido invitado|ha (?:aceptado|rechazado) (?:esta|la) invitación|este evento ha sido|se ha cancelado el evento)/i

export const NEWSLETTER_BODY =
  /(?:unsubscribe|view (?:this (?:e-?mail )?)?in (?:your )?browser|manage (?:your )?preferences|you(?:'re| are) receiving this (?:e-?mail )?because|abmelden|abbestellen|newsletter|im browser (?:anzeigen|ansehen)|se désabonner|désinscri|voir (?:cet e-?mail )?dans (?:le|votre) navigateur|darse de baja|cancelar (?:la )?suscripción|ver en (?:el )?navegador)/i

/** Notices that matter though a machine wrote them: signatures, payments, tickets. */
export const NOTICE_BODY =
  /\b(?:signed|completed|signature|ticket|case|invoice|payment|shared|unterschrieben|unterzeichnet|rechnung|freigegeben|signée?|facture|partagée?|firmad[oa]|factura|compartid[oa])\b/i
