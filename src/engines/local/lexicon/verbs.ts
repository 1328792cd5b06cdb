import type { Language } from '../language.ts'

/**
 * What kind of deed a verb names. `transfer` moves a thing or words to somebody, `make` brings a thing about,
 * `grant` gives terms, `contact` speaks to somebody, `weak` looks into it, `attend` is only being there,
 * `state` is no deed, `receive` is the other end of a transfer.
 */
export type VerbClass = 'transfer' | 'make' | 'grant' | 'contact' | 'weak' | 'attend' | 'state' | 'receive'

/** Lemmas by class. German bases take separable prefixes by themselves (zuschicken, nachreichen, vorlegen). */
export const VERBS: Record<Language, Record<VerbClass, string>> = {
  en: {
    transfer:
      'send resend forward share provide deliver submit bring attach upload post mail email circulate return ship pass introduce present show supply publish distribute invite copy issue hand drop fax courier dispatch transfer push lend furnish serve demo demonstrate give walk',
    make: 'prepare draft write rewrite build create put set fix repair update complete finalise finalize finish fill schedule arrange organise organize configure install implement migrate train run host do make produce compile review sign countersign approve decide order turn take handle sort book design develop test deploy document define map adjust correct amend revise change redo assemble translate print process raise place quote collect gather record file register enable activate connect integrate replace upgrade restore resolve close cancel clear secure lock release escalate name nominate assign survey inspect measure clean calibrate deal cover pull strip add remove exclude switch move scope chair own source line model calculate cost size recut tidy log renew swap staff second rebook label paint weld machine cut drill pack load stock rework retest audit certify insure roast bake print wire fit mount patch tune rerun redline mark summarise summarize outline lead drive manage coordinate carry open start launch begin kick roll push price look-up import export find get keep pick trial pilot sample rig ring-fence block crunch chase-up bill invoice spec tag plan resubmit double-check nail wrap type scan photograph film record shoot',
    grant: 'credit refund extend keep hold reserve include waive pay reimburse compensate discount honour honor guarantee absorb throw knock freeze cap match offer reduce lower drop grant commit',
    contact:
      'call ring phone contact ask chase confirm tell inform notify report answer respond reply follow talk speak discuss mention remind nudge let brief ping text message touch update clarify reconfirm query consult request raise propose suggest recommend advise',
    weak: 'check look see try think consider explore investigate verify figure dig aim hope work push',
    attend: 'join attend come go meet stop swing dial visit travel fly drive-over be-there stay sit stand watch wait listen miss',
    state:
      'be have need want like know believe love mean guess expect remember understand agree live wish enjoy appreciate regret admit say feel seem depend assume suppose trust mind prefer end become happen lose win kill eat die cry quit regret bet swear spare bear stick bother pretend hate use save cost help continue learn grow leave start stop ride hear read',
    receive: 'get have receive see hear find',
  },
  de: {
    transfer:
      'schicken senden geben bringen reichen leiten liefern übermitteln überreichen übersenden überlassen teilen mailen faxen stellen legen hängen laden zeigen präsentieren vorstellen bereitstellen veröffentlichen verteilen übergeben zukommen spielen leihen präsentieren demonstrieren vorführen zuschicken weiterleiten schieben',
    make: 'machen erstellen schreiben bauen fertigen verfassen entwerfen vorbereiten aktualisieren ergänzen korrigieren anpassen überarbeiten prüfen klären erledigen organisieren buchen planen vereinbaren unterschreiben unterzeichnen freigeben genehmigen entscheiden bestellen beauftragen kümmern übernehmen veranlassen einrichten installieren konfigurieren migrieren schulen testen beheben reparieren austauschen ersetzen tauschen aufsetzen ausarbeiten zusammenstellen rechnen kalkulieren berechnen dokumentieren definieren abstimmen freischalten aktivieren integrieren anbinden umsetzen durchführen abschließen starten beginnen setzen führen arbeiten richten legen füllen holen besorgen sammeln bestätigen eintragen nachtragen hinterlegen reservieren streichen entfernen ausschließen ausnehmen ändern verschieben umstellen messen kalibrieren warten reinigen vermessen drucken übersetzen sichern sorgen benennen nominieren eskalieren besetzen begleiten leiten moderieren terminieren auswerten liefern beantragen einreichen nehmen ziehen werten tragen bereiten schalten binden tun markieren redigieren montieren fahren abholen zeichnen sperren zahlen überweisen begleichen beschaffen formulieren digitalisieren',
    grant: 'gewähren gutschreiben erstatten erlassen verlängern halten garantieren einräumen reduzieren senken verzichten übernehmen gelten anbieten bieten einschließen schreiben zusichern zusagen rabattieren kulanz nachlassen inkludieren',
    contact: 'melden rufen anrufen sprechen fragen nachfragen klären bestätigen informieren antworten berichten erinnern benachrichtigen kontaktieren telefonieren sagen rückmelden besprechen mitteilen reden haken schreiben ansprechen vorschlagen',
    weak: 'schauen sehen gucken versuchen überlegen probieren checken denken hoffen bemühen',
    attend: 'kommen teilnehmen gehen treffen dabeisein besuchen reisen fliegen warten bleiben zuhören',
    state: 'sein haben brauchen wollen wissen glauben mögen finden müssen dürfen sollen können kennen verstehen freuen danken bitten wünschen leben denken meinen hoffen erwarten fühlen entschuldigen stehen liegen gehören heißen bedauern grüßen verlieren gewinnen benötigen nutzen verwenden arbeiten beziehen zählen zweifeln verbleiben',
    receive: 'erhalten bekommen kriegen empfangen',
  },
  fr: {
    transfer:
      'envoyer transmettre adresser remettre donner fournir communiquer partager livrer apporter présenter montrer soumettre expédier joindre déposer diffuser faxer renvoyer retourner publier ramener distribuer glisser prêter acheminer basculer faire-parvenir inviter introduire passer proposer',
    make: 'préparer rédiger écrire faire créer établir élaborer monter construire mettre compléter finaliser terminer finir remplir organiser planifier programmer caler réserver installer configurer former migrer tester déployer réviser relire corriger modifier adapter ajuster mesurer réparer remplacer changer signer valider approuver décider commander lancer traiter régler gérer prendre reprendre calculer chiffrer documenter définir activer intégrer connecter retirer exclure supprimer ajouter revoir mobiliser désigner nommer escalader assurer vérifier charger occuper animer conduire bloquer poser inscrire consolider traduire imprimer rassembler réunir étudier actualiser annoter recalculer paramétrer démarrer débloquer couvrir produire synthétiser clôturer livrer câbler étalonner rendre payer virer importer exporter ouvrir collecter récupérer',
    grant: 'accorder offrir prolonger maintenir garantir rembourser créditer inclure geler consentir renoncer reconduire réduire baisser appliquer tenir engager bloquer dédommager compenser abandonner déduire',
    contact: 'appeler rappeler contacter confirmer informer répondre demander prévenir relancer tenir recontacter parler discuter interroger signaler aviser solliciter joindre revenir dire consulter voir-avec proposer échanger indiquer',
    weak: 'regarder voir essayer chercher réfléchir tâcher tenter penser examiner',
    attend: 'venir participer assister rejoindre aller rencontrer attendre rester passer rentrer',
    state: 'être avoir vouloir savoir croire aimer espérer souhaiter pouvoir devoir comprendre remercier rester connaître trouver penser regretter excuser prier utiliser compter attendre sembler falloir perdre gagner coûter apprécier',
    receive: 'recevoir avoir disposer obtenir',
  },
  es: {
    transfer:
      'enviar mandar pasar remitir entregar dar compartir facilitar proporcionar hacer-llegar presentar mostrar enseñar traer llevar adjuntar subir reenviar devolver trasladar suministrar publicar distribuir prestar aportar presentar invitar transmitir proveer acercar',
    make: 'preparar redactar escribir hacer crear elaborar montar construir poner completar finalizar terminar acabar rellenar llenar organizar planificar programar agendar reservar instalar configurar formar capacitar migrar probar desplegar revisar corregir modificar adaptar ajustar reparar arreglar cambiar sustituir reemplazar firmar validar aprobar decidir pedir encargar lanzar tramitar gestionar resolver tomar calcular presupuestar cotizar documentar definir activar integrar conectar retirar excluir quitar eliminar añadir agregar incorporar asignar nombrar escalar asegurar encargar ocupar actualizar cerrar armar reunir recopilar traducir imprimir medir calibrar limpiar inspeccionar analizar generar emitir abrir iniciar arrancar dejar convocar coordinar cubrir incluir anotar sacar bajar procesar facturar pagar abonar transferir ingresar cargar exportar importar recoger habilitar verificar',
    grant: 'conceder ofrecer prorrogar mantener garantizar reembolsar abonar incluir congelar extender renunciar reducir rebajar aplicar respetar regalar bonificar descontar asumir comprometer condonar exonerar',
    contact: 'llamar contactar confirmar informar responder contestar preguntar avisar consultar hablar comentar decir notificar comunicar recordar volver reportar escribir platicar quedar proponer indicar',
    weak: 'mirar ver intentar tratar buscar pensar checar explorar procurar estudiar',
    attend: 'venir ir participar asistir acudir reunir visitar esperar viajar estar',
    state: 'ser estar tener querer saber creer gustar esperar poder deber entender agradecer conocer encontrar pensar sentir necesitar usar utilizar desear lamentar seguir parecer perder ganar costar apreciar haber',
    receive: 'recibir tener obtener disponer',
  },
}

/** English forms that no rule makes: lemma, past, participle, -ing where it doubles. */
export const ENGLISH_IRREGULAR: Record<string, { past: string; participle: string; ing?: string }> = {
  send: { past: 'sent', participle: 'sent' }, resend: { past: 'resent', participle: 'resent' }, give: { past: 'gave', participle: 'given' }, get: { past: 'got', participle: 'got', ing: 'getting' },
  bring: { past: 'brought', participle: 'brought' }, show: { past: 'showed', participle: 'shown' }, write: { past: 'wrote', participle: 'written' }, rewrite: { past: 'rewrote', participle: 'rewritten' },
  build: { past: 'built', participle: 'built' }, put: { past: 'put', participle: 'put', ing: 'putting' }, set: { past: 'set', participle: 'set', ing: 'setting' }, run: { past: 'ran', participle: 'run', ing: 'running' },
  do: { past: 'did', participle: 'done' }, make: { past: 'made', participle: 'made' }, take: { past: 'took', participle: 'taken' }, keep: { past: 'kept', participle: 'kept' }, hold: { past: 'held', participle: 'held' },
  pay: { past: 'paid', participle: 'paid' }, ring: { past: 'rang', participle: 'rung' }, tell: { past: 'told', participle: 'told' }, speak: { past: 'spoke', participle: 'spoken' }, find: { past: 'found', participle: 'found' },
  think: { past: 'thought', participle: 'thought' }, see: { past: 'saw', participle: 'seen' }, come: { past: 'came', participle: 'come' }, go: { past: 'went', participle: 'gone' }, meet: { past: 'met', participle: 'met' },
  have: { past: 'had', participle: 'had' }, be: { past: 'was', participle: 'been' }, lend: { past: 'lent', participle: 'lent' }, deal: { past: 'dealt', participle: 'dealt' }, throw: { past: 'threw', participle: 'thrown' },
  withdraw: { past: 'withdrew', participle: 'withdrawn' }, let: { past: 'let', participle: 'let', ing: 'letting' }, cut: { past: 'cut', participle: 'cut', ing: 'cutting' }, submit: { past: 'submitted', participle: 'submitted', ing: 'submitting' },
  ship: { past: 'shipped', participle: 'shipped', ing: 'shipping' }, drop: { past: 'dropped', participle: 'dropped', ing: 'dropping' }, swap: { past: 'swapped', participle: 'swapped', ing: 'swapping' }, log: { past: 'logged', participle: 'logged', ing: 'logging' },
  map: { past: 'mapped', participle: 'mapped', ing: 'mapping' }, plan: { past: 'planned', participle: 'planned', ing: 'planning' }, fit: { past: 'fitted', participle: 'fitted', ing: 'fitting' }, wrap: { past: 'wrapped', participle: 'wrapped', ing: 'wrapping' },
  undertake: { past: 'undertook', participle: 'undertaken' }, begin: { past: 'began', participle: 'begun', ing: 'beginning' }, drive: { past: 'drove', participle: 'driven' }, lead: { past: 'led', participle: 'led' }, shoot: { past: 'shot', participle: 'shot' },
  redo: { past: 'redid', participle: 'redone' }, hear: { past: 'heard', participle: 'heard' }, say: { past: 'said', participle: 'said' }, know: { past: 'knew', participle: 'known' }, leave: { past: 'left', participle: 'left' }, stop: { past: 'stopped', participle: 'stopped', ing: 'stopping' },
  transfer: { past: 'transferred', participle: 'transferred', ing: 'transferring' }, commit: { past: 'committed', participle: 'committed', ing: 'committing' }, tag: { past: 'tagged', participle: 'tagged', ing: 'tagging' },
}

/** German third person, past and participle of strong verbs (bases; prefixes are put before). */
export const GERMAN_IRREGULAR: Record<string, { third?: string; second?: string; participle: string; past?: string }> = {
  geben: { third: 'gibt', participle: 'gegeben' }, senden: { participle: 'gesendet' }, bringen: { participle: 'gebracht' }, laden: { third: 'lädt', participle: 'geladen' }, lassen: { third: 'lässt', participle: 'gelassen' },
  schreiben: { participle: 'geschrieben' }, entscheiden: { participle: 'entschieden' }, unterschreiben: { participle: 'unterschrieben' }, nehmen: { third: 'nimmt', participle: 'genommen' }, übernehmen: { third: 'übernimmt', participle: 'übernommen' },
  ziehen: { participle: 'gezogen' }, tragen: { third: 'trägt', participle: 'getragen' }, binden: { participle: 'gebunden' }, tun: { third: 'tut', participle: 'getan' }, halten: { third: 'hält', participle: 'gehalten' }, rufen: { participle: 'gerufen' },
  sprechen: { third: 'spricht', participle: 'gesprochen' }, sehen: { third: 'sieht', participle: 'gesehen' }, kommen: { participle: 'gekommen' }, gehen: { participle: 'gegangen' }, treffen: { third: 'trifft', participle: 'getroffen' },
  erhalten: { third: 'erhält', participle: 'erhalten' }, bekommen: { participle: 'bekommen' }, empfangen: { third: 'empfängt', participle: 'empfangen' }, bieten: { participle: 'geboten' }, schließen: { participle: 'geschlossen' },
  streichen: { participle: 'gestrichen' }, verschieben: { participle: 'verschoben' }, schieben: { participle: 'geschoben' }, übergeben: { third: 'übergibt', participle: 'übergeben' }, erlassen: { third: 'erlässt', participle: 'erlassen' },
  entwerfen: { third: 'entwirft', participle: 'entworfen' }, gelten: { third: 'gilt', participle: 'gegolten' }, messen: { third: 'misst', participle: 'gemessen' }, leihen: { participle: 'geliehen' }, haben: { third: 'hat', second: 'hast', participle: 'gehabt' },
  sein: { third: 'ist', participle: 'gewesen' }, werden: { third: 'wird', participle: 'geworden' }, hängen: { participle: 'gehängt' }, bestehen: { participle: 'bestanden' }, überlassen: { third: 'überlässt', participle: 'überlassen' }, fahren: { third: 'fährt', participle: 'gefahren' },
  besprechen: { third: 'bespricht', participle: 'besprochen' }, verzichten: { participle: 'verzichtet' }, übersenden: { participle: 'übersandt' },
}

export const GERMAN_PREFIXES =
  'zu nach ab vor bei um ein auf aus an mit her rüber rum weiter zurück durch fertig bereit zusammen nieder fest frei frei los raus rein hoch runter hin hinzu herum dazu vorbei voran gut um rück hinauf'.split(' ')
/** verbs whose prefix stays on: no "ge" in the participle */
export const GERMAN_INSEPARABLE = /^(be|er|ver|ent|über|unter|zer|miss|ge|hinter|wider)/
/** verbs that make the participle without "ge" for their ending */
export const GERMAN_IEREN = /ieren$/

export type RomanceForms = { s1: string; p1: string; s3: string; p3: string; future: string; participle: string; subjunctive?: string }

export const FRENCH_IRREGULAR: Record<string, RomanceForms> = {
  envoyer: { s1: 'envoie', p1: 'envoyons', s3: 'envoie', p3: 'envoient', future: 'enverr', participle: 'envoyé' },
  renvoyer: { s1: 'renvoie', p1: 'renvoyons', s3: 'renvoie', p3: 'renvoient', future: 'renverr', participle: 'renvoyé' },
  transmettre: { s1: 'transmets', p1: 'transmettons', s3: 'transmet', p3: 'transmettent', future: 'transmettr', participle: 'transmis' },
  remettre: { s1: 'remets', p1: 'remettons', s3: 'remet', p3: 'remettent', future: 'remettr', participle: 'remis' },
  mettre: { s1: 'mets', p1: 'mettons', s3: 'met', p3: 'mettent', future: 'mettr', participle: 'mis' },
  soumettre: { s1: 'soumets', p1: 'soumettons', s3: 'soumet', p3: 'soumettent', future: 'soumettr', participle: 'soumis' },
  fournir: { s1: 'fournis', p1: 'fournissons', s3: 'fournit', p3: 'fournissent', future: 'fournir', participle: 'fourni' },
  joindre: { s1: 'joins', p1: 'joignons', s3: 'joint', p3: 'joignent', future: 'joindr', participle: 'joint' },
  écrire: { s1: 'écris', p1: 'écrivons', s3: 'écrit', p3: 'écrivent', future: 'écrir', participle: 'écrit' },
  inscrire: { s1: 'inscris', p1: 'inscrivons', s3: 'inscrit', p3: 'inscrivent', future: 'inscrir', participle: 'inscrit' },
  faire: { s1: 'fais', p1: 'faisons', s3: 'fait', p3: 'font', future: 'fer', participle: 'fait' },
  établir: { s1: 'établis', p1: 'établissons', s3: 'établit', p3: 'établissent', future: 'établir', participle: 'établi' },
  finir: { s1: 'finis', p1: 'finissons', s3: 'finit', p3: 'finissent', future: 'finir', participle: 'fini' },
  remplir: { s1: 'remplis', p1: 'remplissons', s3: 'remplit', p3: 'remplissent', future: 'remplir', participle: 'rempli' },
  réunir: { s1: 'réunis', p1: 'réunissons', s3: 'réunit', p3: 'réunissent', future: 'réunir', participle: 'réuni' },
  définir: { s1: 'définis', p1: 'définissons', s3: 'définit', p3: 'définissent', future: 'définir', participle: 'défini' },
  garantir: { s1: 'garantis', p1: 'garantissons', s3: 'garantit', p3: 'garantissent', future: 'garantir', participle: 'garanti' },
  prendre: { s1: 'prends', p1: 'prenons', s3: 'prend', p3: 'prennent', future: 'prendr', participle: 'pris' },
  reprendre: { s1: 'reprends', p1: 'reprenons', s3: 'reprend', p3: 'reprennent', future: 'reprendr', participle: 'repris' },
  rendre: { s1: 'rends', p1: 'rendons', s3: 'rend', p3: 'rendent', future: 'rendr', participle: 'rendu' },
  répondre: { s1: 'réponds', p1: 'répondons', s3: 'répond', p3: 'répondent', future: 'répondr', participle: 'répondu' },
  revoir: { s1: 'revois', p1: 'revoyons', s3: 'revoit', p3: 'revoient', future: 'reverr', participle: 'revu' },
  voir: { s1: 'vois', p1: 'voyons', s3: 'voit', p3: 'voient', future: 'verr', participle: 'vu' },
  revenir: { s1: 'reviens', p1: 'revenons', s3: 'revient', p3: 'reviennent', future: 'reviendr', participle: 'revenu' },
  venir: { s1: 'viens', p1: 'venons', s3: 'vient', p3: 'viennent', future: 'viendr', participle: 'venu' },
  prévenir: { s1: 'préviens', p1: 'prévenons', s3: 'prévient', p3: 'préviennent', future: 'préviendr', participle: 'prévenu' },
  tenir: { s1: 'tiens', p1: 'tenons', s3: 'tient', p3: 'tiennent', future: 'tiendr', participle: 'tenu' },
  maintenir: { s1: 'maintiens', p1: 'maintenons', s3: 'maintient', p3: 'maintiennent', future: 'maintiendr', participle: 'maintenu' },
  obtenir: { s1: 'obtiens', p1: 'obtenons', s3: 'obtient', p3: 'obtiennent', future: 'obtiendr', participle: 'obtenu' },
  consentir: { s1: 'consens', p1: 'consentons', s3: 'consent', p3: 'consentent', future: 'consentir', participle: 'consenti' },
  offrir: { s1: 'offre', p1: 'offrons', s3: 'offre', p3: 'offrent', future: 'offrir', participle: 'offert' },
  couvrir: { s1: 'couvre', p1: 'couvrons', s3: 'couvre', p3: 'couvrent', future: 'couvrir', participle: 'couvert' },
  ouvrir: { s1: 'ouvre', p1: 'ouvrons', s3: 'ouvre', p3: 'ouvrent', future: 'ouvrir', participle: 'ouvert' },
  recevoir: { s1: 'reçois', p1: 'recevons', s3: 'reçoit', p3: 'reçoivent', future: 'recevr', participle: 'reçu' },
  avoir: { s1: 'ai', p1: 'avons', s3: 'a', p3: 'ont', future: 'aur', participle: 'eu' },
  être: { s1: 'suis', p1: 'sommes', s3: 'est', p3: 'sont', future: 'ser', participle: 'été' },
  aller: { s1: 'vais', p1: 'allons', s3: 'va', p3: 'vont', future: 'ir', participle: 'allé' },
  pouvoir: { s1: 'peux', p1: 'pouvons', s3: 'peut', p3: 'peuvent', future: 'pourr', participle: 'pu' },
  construire: { s1: 'construis', p1: 'construisons', s3: 'construit', p3: 'construisent', future: 'construir', participle: 'construit' },
  produire: { s1: 'produis', p1: 'produisons', s3: 'produit', p3: 'produisent', future: 'produir', participle: 'produit' },
  traduire: { s1: 'traduis', p1: 'traduisons', s3: 'traduit', p3: 'traduisent', future: 'traduir', participle: 'traduit' },
  introduire: { s1: 'introduis', p1: 'introduisons', s3: 'introduit', p3: 'introduisent', future: 'introduir', participle: 'introduit' },
  conduire: { s1: 'conduis', p1: 'conduisons', s3: 'conduit', p3: 'conduisent', future: 'conduir', participle: 'conduit' },
  réduire: { s1: 'réduis', p1: 'réduisons', s3: 'réduit', p3: 'réduisent', future: 'réduir', participle: 'réduit' },
  inclure: { s1: 'inclus', p1: 'incluons', s3: 'inclut', p3: 'incluent', future: 'inclur', participle: 'inclus' },
  exclure: { s1: 'exclus', p1: 'excluons', s3: 'exclut', p3: 'excluent', future: 'exclur', participle: 'exclu' },
  appeler: { s1: 'appelle', p1: 'appelons', s3: 'appelle', p3: 'appellent', future: 'appeller', participle: 'appelé' },
  rappeler: { s1: 'rappelle', p1: 'rappelons', s3: 'rappelle', p3: 'rappellent', future: 'rappeller', participle: 'rappelé' },
  relire: { s1: 'relis', p1: 'relisons', s3: 'relit', p3: 'relisent', future: 'relir', participle: 'relu' },
  dire: { s1: 'dis', p1: 'disons', s3: 'dit', p3: 'disent', future: 'dir', participle: 'dit' },
  suivre: { s1: 'suis', p1: 'suivons', s3: 'suit', p3: 'suivent', future: 'suivr', participle: 'suivi' },
  parvenir: { s1: 'parviens', p1: 'parvenons', s3: 'parvient', p3: 'parviennent', future: 'parviendr', participle: 'parvenu' },
}

export const SPANISH_IRREGULAR: Record<string, RomanceForms> = {
  enviar: { s1: 'envío', p1: 'enviamos', s3: 'envía', p3: 'envían', future: 'enviar', participle: 'enviado', subjunctive: 'envíe' },
  reenviar: { s1: 'reenvío', p1: 'reenviamos', s3: 'reenvía', p3: 'reenvían', future: 'reenviar', participle: 'reenviado' },
  hacer: { s1: 'hago', p1: 'hacemos', s3: 'hace', p3: 'hacen', future: 'har', participle: 'hecho' },
  dar: { s1: 'doy', p1: 'damos', s3: 'da', p3: 'dan', future: 'dar', participle: 'dado' },
  poner: { s1: 'pongo', p1: 'ponemos', s3: 'pone', p3: 'ponen', future: 'pondr', participle: 'puesto' },
  traer: { s1: 'traigo', p1: 'traemos', s3: 'trae', p3: 'traen', future: 'traer', participle: 'traído' },
  mostrar: { s1: 'muestro', p1: 'mostramos', s3: 'muestra', p3: 'muestran', future: 'mostrar', participle: 'mostrado' },
  devolver: { s1: 'devuelvo', p1: 'devolvemos', s3: 'devuelve', p3: 'devuelven', future: 'devolver', participle: 'devuelto' },
  volver: { s1: 'vuelvo', p1: 'volvemos', s3: 'vuelve', p3: 'vuelven', future: 'volver', participle: 'vuelto' },
  resolver: { s1: 'resuelvo', p1: 'resolvemos', s3: 'resuelve', p3: 'resuelven', future: 'resolver', participle: 'resuelto' },
  probar: { s1: 'pruebo', p1: 'probamos', s3: 'prueba', p3: 'prueban', future: 'probar', participle: 'probado' },
  aprobar: { s1: 'apruebo', p1: 'aprobamos', s3: 'aprueba', p3: 'aprueban', future: 'aprobar', participle: 'aprobado' },
  escribir: { s1: 'escribo', p1: 'escribimos', s3: 'escribe', p3: 'escriben', future: 'escribir', participle: 'escrito' },
  cerrar: { s1: 'cierro', p1: 'cerramos', s3: 'cierra', p3: 'cierran', future: 'cerrar', participle: 'cerrado' },
  pedir: { s1: 'pido', p1: 'pedimos', s3: 'pide', p3: 'piden', future: 'pedir', participle: 'pedido' },
  medir: { s1: 'mido', p1: 'medimos', s3: 'mide', p3: 'miden', future: 'medir', participle: 'medido' },
  conceder: { s1: 'concedo', p1: 'concedemos', s3: 'concede', p3: 'conceden', future: 'conceder', participle: 'concedido' },
  mantener: { s1: 'mantengo', p1: 'mantenemos', s3: 'mantiene', p3: 'mantienen', future: 'mantendr', participle: 'mantenido' },
  tener: { s1: 'tengo', p1: 'tenemos', s3: 'tiene', p3: 'tienen', future: 'tendr', participle: 'tenido' },
  obtener: { s1: 'obtengo', p1: 'obtenemos', s3: 'obtiene', p3: 'obtienen', future: 'obtendr', participle: 'obtenido' },
  disponer: { s1: 'dispongo', p1: 'disponemos', s3: 'dispone', p3: 'disponen', future: 'dispondr', participle: 'dispuesto' },
  proponer: { s1: 'propongo', p1: 'proponemos', s3: 'propone', p3: 'proponen', future: 'propondr', participle: 'propuesto' },
  decir: { s1: 'digo', p1: 'decimos', s3: 'dice', p3: 'dicen', future: 'dir', participle: 'dicho' },
  venir: { s1: 'vengo', p1: 'venimos', s3: 'viene', p3: 'vienen', future: 'vendr', participle: 'venido' },
  ir: { s1: 'voy', p1: 'vamos', s3: 'va', p3: 'van', future: 'ir', participle: 'ido' },
  ser: { s1: 'soy', p1: 'somos', s3: 'es', p3: 'son', future: 'ser', participle: 'sido' },
  estar: { s1: 'estoy', p1: 'estamos', s3: 'está', p3: 'están', future: 'estar', participle: 'estado' },
  ver: { s1: 'veo', p1: 'vemos', s3: 've', p3: 'ven', future: 'ver', participle: 'visto' },
  extender: { s1: 'extiendo', p1: 'extendemos', s3: 'extiende', p3: 'extienden', future: 'extender', participle: 'extendido' },
  reducir: { s1: 'reduzco', p1: 'reducimos', s3: 'reduce', p3: 'reducen', future: 'reducir', participle: 'reducido' },
  traducir: { s1: 'traduzco', p1: 'traducimos', s3: 'traduce', p3: 'traducen', future: 'traducir', participle: 'traducido' },
  ofrecer: { s1: 'ofrezco', p1: 'ofrecemos', s3: 'ofrece', p3: 'ofrecen', future: 'ofrecer', participle: 'ofrecido' },
  incluir: { s1: 'incluyo', p1: 'incluimos', s3: 'incluye', p3: 'incluyen', future: 'incluir', participle: 'incluido' },
  excluir: { s1: 'excluyo', p1: 'excluimos', s3: 'excluye', p3: 'excluyen', future: 'excluir', participle: 'excluido' },
  construir: { s1: 'construyo', p1: 'construimos', s3: 'construye', p3: 'construyen', future: 'construir', participle: 'construido' },
  sustituir: { s1: 'sustituyo', p1: 'sustituimos', s3: 'sustituye', p3: 'sustituyen', future: 'sustituir', participle: 'sustituido' },
  distribuir: { s1: 'distribuyo', p1: 'distribuimos', s3: 'distribuye', p3: 'distribuyen', future: 'distribuir', participle: 'distribuido' },
  conseguir: { s1: 'consigo', p1: 'conseguimos', s3: 'consigue', p3: 'consiguen', future: 'conseguir', participle: 'conseguido' },
  recoger: { s1: 'recojo', p1: 'recogemos', s3: 'recoge', p3: 'recogen', future: 'recoger', participle: 'recogido' },
  ampliar: { s1: 'amplío', p1: 'ampliamos', s3: 'amplía', p3: 'amplían', future: 'ampliar', participle: 'ampliado' },
  salir: { s1: 'salgo', p1: 'salimos', s3: 'sale', p3: 'salen', future: 'saldr', participle: 'salido' },
}
