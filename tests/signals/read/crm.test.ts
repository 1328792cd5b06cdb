import { expect, test } from 'vitest'
import { readCrmCsv } from '../../../src/signals/read/crm-csv.ts'
import { readCrmJson, salesforceId, timeOf } from '../../../src/signals/read/crm.ts'

test('Salesforce records: API values, empty fields by name, references and parents', () => {
  const { signals } = readCrmJson(
    JSON.stringify({
      records: [
        {
          attributes: { type: 'Opportunity' },
          Id: '006A000000Lj9ZT',
          AccountId: '001A000000Kq1abIAC',
          OwnerId: '005A0000001bcDeIAI',
          Amount: 312000,
          NextStep: null,
          Owner: { attributes: {}, Name: 'Tim' },
          Description: '<p>Two <b>sites</b></p>',
          CreatedDate: '2025-01-31T10:00:00.000+0000',
        },
      ],
    }),
    'salesforce',
    'opps-export',
    'x.json',
  )
  expect(signals).toMatchObject([
    {
      id: `salesforce:Opportunity/${salesforceId('006A000000Lj9ZT')}`,
      at: '2025-01-31T10:00:00.000Z',
      fields: { Amount: '312000', 'Owner.Name': 'Tim', Description: 'Two sites' },
      empty: ['NextStep'],
      related: ['salesforce:Account/001A000000Kq1abIAC', 'salesforce:User/005A0000001bcDeIAI'],
    },
  ])
})

test('a 15 character id gets the suffix that says which letters are capitals', () => {
  expect(salesforceId('001A0000006Vm9r')).toBe('001A0000006Vm9rIAC')
  expect(salesforceId('001A0000006Vm9rIAC')).toBe('001A0000006Vm9rIAC')
  expect(salesforceId('deal-5')).toBeNull()
})

test('HubSpot objects with associations in both shapes', () => {
  const { signals } = readCrmJson(
    JSON.stringify([
      {
        id: 7,
        properties: { dealname: 'Pilot', closedate: null },
        createdAt: '2025-02-01T00:00:00Z',
        associations: {
          contacts: {
            results: [
              { id: '1', type: 'deal_to_contact' },
              { id: '1', type: 'deal_to_contact_unlabeled' },
            ],
          },
        },
      },
      {
        id: '8',
        properties: { dealname: 'Next' },
        associations: { companies: [{ toObjectId: 99, associationTypes: [] }] },
      },
    ]),
    'hubspot',
    'deals',
    'x.json',
  )
  expect(signals).toMatchObject([
    { id: 'hubspot:deals/7', at: '2025-02-01T00:00:00.000Z', empty: ['closedate'], related: ['hubspot:contacts/1'] },
    { id: 'hubspot:deals/8', at: null, related: ['hubspot:companies/99'] },
  ])
})

test('an address in angle brackets is no HTML, hidden HTML is no value', () => {
  const { signals } = readCrmJson(
    JSON.stringify([
      {
        id: '1',
        properties: { a: 'Ann <ann@x.example>\nnext line', b: '<div>Seen</div><div style="display:none">unseen</div>' },
      },
    ]),
    'hubspot',
    'notes',
    'x.json',
  )
  expect(signals[0]).toMatchObject({
    fields: { a: 'Ann <ann@x.example>\nnext line', b: 'Seen' },
    warnings: [{ kind: 'hidden_text' }],
  })
})

test.each([
  ['2025-01-31T10:00:00.000+0000', '2025-01-31T10:00:00.000Z'],
  ['2025-01-31T10:00:00+02:00', '2025-01-31T08:00:00.000Z'],
  ['2025-01-31', '2025-01-31T00:00:00.000Z'],
  ['2025-01-31 10:00', '2025-01-31T10:00:00.000Z'],
  ['1738317600000', '2025-01-31T10:00:00.000Z'],
  ['soon', null],
  [null, null],
])('the time %s is %s', (value, expected) => {
  expect(timeOf(value)).toBe(expected)
})

test('half a file is one line that says so, and rows without an id are counted', () => {
  expect(readCrmJson('[{"Id":"006', 'salesforce', 'Lead', 'Lead.json')).toEqual({
    signals: [],
    unread: [{ item: 'Lead.json', text: expect.stringContaining('cut off') as string }],
  })
  expect(readCrmJson('[{"Name":"x"}, 5]', 'salesforce', 'Lead', 'Lead.json').unread).toEqual([
    { item: 'Lead.json', text: '2 rows have no record id and were not read' },
  ])
})

test('a Salesforce data export, and a HubSpot export by its labels', () => {
  const account = readCrmCsv(
    '\ufeff"Id","Name","Website","ParentId"\r\n"001A0000006Vm9r","Orchard, Ltd","",""\r\n',
    'salesforce',
    'Account',
    'Account.csv',
  )
  expect(account.signals).toMatchObject([
    { id: 'salesforce:Account/001A0000006Vm9rIAC', fields: { Name: 'Orchard, Ltd' }, empty: ['Website', 'ParentId'] },
  ])
  const deals = readCrmCsv(
    'Record ID;Deal Name;Deal Stage;Close Date;Site Count (EU);Associated Contact IDs\n55;Pilot;closedwon;2025-05-01;3;101;\n',
    'hubspot',
    'deal',
    'deal.csv',
  )
  expect(deals.signals).toMatchObject([
    {
      id: 'hubspot:deals/55',
      fields: { dealname: 'Pilot', dealstage: 'closedwon', closedate: '2025-05-01', site_count_eu: '3' },
      related: ['hubspot:contacts/101'],
    },
  ])
})
