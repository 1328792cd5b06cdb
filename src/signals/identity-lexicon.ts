/** Words before or after a name that are no part of it, folded. */
export const HONORIFICS = new Set(
  [
    'ceng dipl don dona dr frau herr herrn ing lic m madame mag mba me mimeche miss mlle mme monsieur mr mrs ms phd',
    'prof senor senora sir sr sra srta',
  ]
    .join(' ')
    .split(' '),
)

/** Local parts (or their parts) of addresses that belong to a team or a function. */
export const ROLE_ADDRESSES = new Set(
  [
    'workscouncil council comite cse union hse quality qm qualitaet calidad qualite lager warehouse logistik logistics logistica versand shipping transport fuhrpark werkstatt wartung maintenance mantenimiento technik',
    'abuse academy accounting accounts accountspayable accueil achats admin administration all assistant assistenz',
    'atencion audit ausbildung bestellung bestellungen betriebsrat billing board booking bookings buchhaltung',
    'calendar careers clients commande commandes commercial comms community compliance compras compta comptabilite',
    'contact contacto csm customers customerservice daemon data datenschutz dealdesk desk dev devops direction',
    'dispatch disposition dl dpo einkauf empfang engineering event events everybody everyone facturacion',
    'facturation fax feedback finance finanzas finanzen form forms gdpr group hallo hello help helpdesk hi',
    'hostmaster hotline hr info invoice invoices it jobs kalender karriere kontakt kunden kundenservice legal',
    'leitstelle list marketing meeting news noc notice notices office onboarding operations ops order orders',
    'partner partners partnerschaften pedidos personal platform pmo postmaster prensa press presse print privacy',
    'procurement project projekt purchasing recepcion reception rechnung rechnungen recht research reservation',
    'reservations rh room rooms root rrhh sales scanner schulung secretary security sekretariat service services',
    'servicio sistemas soc soporte success support survey team teams training ventas vertrieb verwaltung vorstand',
    'webinar webinars webmaster welcome worksrat zentrale',
  ]
    .join(' ')
    .split(' '),
)

/** Words that stand in the display names of teams, lists and machines, folded. */
export const ROLE_NAMES = new Set(
  [
    'council works workscouncil comite comision ausschuss gremium commission union gewerkschaft hotline secretariat reservierung',
    'abteilung academy accounting accueil ag alerts all atencion ausbildung besprechungsraum betriebsrat billing',
    'board bot buchhaltung calendar clients committee compras customer customers department desk digest direction',
    'einkauf empfang equipe equipo events everyone form forms gmbh group gruppe helpdesk inc info invoices',
    'konferenzraum kunden kundenservice list llc ltd marketing meeting newsletter notices notification',
    'notifications office orders pedidos plc policy raum recepcion reception research reservas reservations room',
    'sala sales salle sekretariat service service-client services shop snacks store support survey system team',
    'teams training updates ventas verteiler vertrieb webinar webinars zentrale',
  ]
    .join(' ')
    .split(' '),
)

/** Common first names in English, German, French, Spanish and their neighbours, folded: only to tell a name in running text. */
export const FIRST_NAMES = new Set(
  [
    'aaron abigail adam adrian adriana agnes agnieszka agustin ahmed aisha akira alain alan albert alberto',
    'alejandra alejandro alessandro alex alexander alexandre alexis ali alice alicia alistair alvaro amanda amber',
    'amit amy ana anders andre andrea andreas andres andrew andrzej angel angela angeles angelika anil anita anja',
    'anke ann anna anne annette annika anouk anthony antje antoine anton antonia antonio aoife arjun armin arnaud',
    'arthur ashley astrid audrey aurelie austin axel barbara beat beate beatrice beatriz becca ben benedikt',
    'benjamin benoit bernard bernd bertrand beth bettina betty beverly bianca bill billy birgit bob bobby bram',
    'brandon brenda brian brigitte brittany bruce bruno bryan callum camille carl carlos carmen carol carolin',
    'caroline carolyn carsten catarina catherine cecile cedric celine cesar chantal charles charlotte chen cheryl',
    'chiara chloe chris christa christian christina christine christoph christophe christopher ciaran claire claude',
    'claudia clemence colin conor corinne cornelia craig cristina cynthia daan damien dan daniel daniela danielle',
    'dave david deborah debra declan deepak delphine denis denise dennis derek diana diane didier diego dieter',
    'dilys dirk dmitri dolores dominik dominique donald donna doris dorothee dorothy douglas dylan ed edith eduardo',
    'edward egon elena elizabeth elke elodie emilie emilio emily emma emmanuel enrique eric erik erwin esteban',
    'estelle esther ethan etienne eugene eva evelyn ewa fabian fabrice fatima felipe felix femke fernando fiona',
    'florence florian frances francesca francesco francisca francisco franck francois francoise frank franziska',
    'frederic friederike friedrich gabriel gabriela gabriele gael gaelle gareth gary georg george gerald gerard',
    'gerhard gilles gillian gina giovanni gisela giulia giuseppe gloria gonzalo gordon grace graham greg gregory',
    'guadalupe gudrun guenter guillaume guillermo gunter gustavo gwenaelle hamish hannah hannelore hans harold',
    'hartmut hassan heather hector heike heinrich heinz helen helene helga helmut hendrik henrik henrike henry',
    'hermann herve hiroshi holger horst hugo ian ibrahim ignacio iker ilse inaki ines inge ingrid inigo irene irina',
    'irmgard isabel isabella isabelle ivan jack jacob jacqueline jacques jaime jakub james jan jana janet janice',
    'jason javier jean jeff jeffrey jen jennifer jens jeremy jeroen jerome jerry jess jesse jessica jesus jim jo',
    'joachim joan joanna joao joaquin jochen joe johan johanna johannes john johnny jonas jonathan joost jordan',
    'jordi jorg jorge jose josee joseph joshua josiane joyce juan judith judy juergen julia julie julien julio jurg',
    'jurgen justin jutta kai karen karin karl karsten katarzyna kate katherine kathleen kathrin kathryn katja',
    'katrin kavita kayla kees keith kelly ken kenji kenneth kerstin kevin khalid kim kimberly klaus konrad',
    'krzysztof kyle laetitia larry lars laura laure lauren laurence laurent lawrence layla lea lee lena leo leticia',
    'li liam linda lisa liz logan loic lorena lori lotte louis luc luca lucia lucie ludovic ludwig luis lukas luke',
    'maarten madison magdalena manfred manon manuel marc marcel marco marcos marek margaret margaux maria mariano',
    'marie marieke marilyn mario marion mark markus marlies marta martha martin martina martine mary mathieu',
    'mathilde matt matteo matthew matthias matthieu mauricio max maxime meera meg megan melanie melissa mercedes',
    'michael michel michele michelle miguel mikael mike ming miriam mohammed moira monica monika monique montserrat',
    'morgane moritz muhammad muriel nadine nancy natalia natalie nathalie nathan neha neil niamh nicholas nick',
    'nicolas nicole nigel nikhil niklas nils noah noemie noor norbert norma nuno nuria oceane olaf olga oliver',
    'olivia olivier omar oriol oscar otto owen pablo pamela paolo pascal pat patricia patrick pau paul paula',
    'pauline pawel pedro peter petra philip philipp philippe pierre pieter pilar piotr priya quentin rachel rafael',
    'rahul rainer raj ralf ralph ramon randy raphael raquel raul ravi raymond rebecca regina regis reinhard remi',
    'renate rene reto rhys ricardo richard rob robert roberto rocio rodrigo roger romain ron ronald rosa roswitha',
    'roy ruben ruedi rui russell ruth ryan sabine salvador sam samantha samuel sander sandra sandrine sanjay sanne',
    'santiago sara sarah saskia scott sean sebastian sebastien serge sergei sergio sharon shirley sigrid silke',
    'silvia simon simone sinead siobhan sofia solene sonia sophia sophie stefan stefanie stefano stephane stephanie',
    'stephen steve steven stuart sue sunil sunita susan susana susanne sven swantje sylvain sylvie tanja tariq',
    'teresa terry theresa thibault thierry thijs thomas thorsten tiago tim timothy tina tobias tom tomas tomasz',
    'torsten trevor tristan tyler ulf ulrich urs ursula ute uwe valentina valentine valerie verena veronica',
    'veronika veronique vicente victor victoria vikram vincent virginia virginie vladimir volker walter wayne wei',
    'werner wiebke willem william willie wolfgang wouter xavi xavier ximena yannick yasmine yolanda yuki yusuf yves',
    'yvonne zachary zofia',
  ]
    .join(' ')
    .split(' '),
)
