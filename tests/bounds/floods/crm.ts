import { file, times } from '../flood.ts'
import type { Flood } from '../flood.ts'

const deal = (fields: string) => `[{"Id":"006000000000001AAA","Name":"Plan","StageName":"Open",${fields}}]`

export const CRM: Flood[] = [
  file('nested JSON', 'crm/salesforce/Opportunity.json', 200_000, (n) => deal(`"A":${'['.repeat(n)}${']'.repeat(n)}`)),
  file(
    'nested JSON objects',
    'crm/hubspot/deals.json',
    100_000,
    (n) => `{"results":[{"id":"1","properties":{"a":${'{"a":'.repeat(n)}1${'}'.repeat(n)}}}]}`,
  ),
  file('keys of a record', 'crm/salesforce/Opportunity.json', 100_000, (n) =>
    deal(times(n, (index) => `"A${index}__c":"We need plan ${index}",`) + '"B":1'),
  ),
  file('a long number', 'crm/salesforce/Opportunity.json', 1_000_000, (n) => deal(`"Amount":${'9'.repeat(n)}`)),
  file('a long text field', 'crm/salesforce/Opportunity.json', 1_000_000, (n) =>
    deal(`"Description":"${'We need it by Friday. '.repeat(n / 22)}"`),
  ),
  file('a long page in a field', 'crm/salesforce/Opportunity.json', 1_000_000, (n) =>
    deal(`"Description":"${'<p>We need it.</p>'.repeat(n / 18)}"`),
  ),
  file('pages in fields', 'crm/salesforce/Opportunity.json', 2000, (n) =>
    deal(times(n, (index) => `"A${index}__c":"<p>We need <b>plan</b> ${index}</p>",`) + '"B":1'),
  ),
  file('a long list in a field', 'crm/salesforce/Opportunity.json', 200_000, (n) => deal(`"A":[${'1,'.repeat(n)}1]`)),
  file(
    'records',
    'crm/salesforce/Task.json',
    20_000,
    (n) =>
      `[${times(n, (index) => `{"Id":"00T0000000${String(index).padStart(5, '0')}AAA","Subject":"Call ${index}","Description":"We need it."},`)}{}]`,
  ),
  file(
    'contacts',
    'crm/hubspot/contacts.json',
    5000,
    (n) =>
      `[${times(n, (index) => `{"id":"${index}","properties":{"firstname":"P${index}","lastname":"Q${index}","email":"p${index}@buyer.example","jobtitle":"CFO"}},`)}{}]`,
  ),
  file(
    'associations',
    'crm/hubspot/deals.json',
    50_000,
    (n) =>
      `[{"id":"1","properties":{"dealname":"Plan"},"associations":{"contacts":{"results":[${times(n, (index) => `{"id":"${index}"},`)}{"id":"x"}]}}}]`,
  ),
  file('keys of a prototype', 'crm/salesforce/Opportunity.json', 10_000, (n) =>
    deal(`${'"__proto__":{"x":1},"constructor":{"prototype":{"y":1}},'.repeat(n / 2)}"B":1`),
  ),
  file(
    'CSV rows',
    'crm/salesforce/Task.csv',
    20_000,
    (n) => `Id,Subject\n${times(n, (index) => `00T0000000${String(index).padStart(5, '0')}AAA,Call ${index}\n`)}`,
  ),
  file(
    'CSV columns',
    'crm/salesforce/Opportunity.csv',
    50_000,
    (n) => `Id,${times(n, (index) => `C${index},`)}X\n006000000000001AAA,${'a,'.repeat(n)}x\n`,
  ),
  file(
    'a CSV field',
    'crm/salesforce/Opportunity.csv',
    1_900_000,
    (n) => `Id,Description\n006000000000001AAA,"${'We need it. '.repeat(n / 12)}"\n`,
  ),
  file(
    'an open quote in CSV',
    'crm/salesforce/Opportunity.csv',
    1_900_000,
    (n) => `Id,Description\n006000000000001AAA,"${'a,b\n'.repeat(n / 4)}`,
  ),
  file(
    'quotes in CSV',
    'crm/salesforce/Opportunity.csv',
    1_000_000,
    (n) => `Id,Description\n006000000000001AAA,"${'""'.repeat(n / 2)}"\n`,
  ),
]
