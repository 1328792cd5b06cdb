-- `owner` null: shared with everyone in the workspace; else the only person (beside `system`) who sees what came from it.
create table sources (
  id integer generated always as identity primary key,
  name text not null unique,
  owner text references people,
  created_at timestamptz not null default baton_now()
);
call guard_table('sources', $$baton_person() = 'system' or (baton_person() is not null and (owner is null or owner = baton_person()))$$);

-- One thing that a source showed. `item` is the contract's item id. `scope` is the account for ids that are paths
-- of an import folder (two accounts may both have call.vtt), and empty for ids that are unique in the world.
create table signals (
  id bigint generated always as identity primary key,
  scope text not null default '',
  item text not null,
  kind text not null check (kind in ('email', 'meeting', 'call', 'document', 'crm')),
  at timestamptz,
  content_hash text not null,
  -- the signal as canonical JSON, without what belongs to a sighting
  body text not null,
  version integer not null default 1,
  stored_at timestamptz not null default baton_now(),
  unique (scope, item)
);

-- The same message in two mailboxes is one signal with two sightings.
create table sightings (
  signal_id bigint not null references signals on delete cascade,
  source_id integer not null references sources,
  seen_at timestamptz not null default baton_now(),
  primary key (signal_id, source_id)
);
create index sightings_source on sightings (source_id);
call guard_table('sightings', 'exists (select from sources where sources.id = source_id)');
call guard_table('signals', $$baton_person() = 'system' or exists (select from sightings where sightings.signal_id = id)$$);

create table account_signals (
  account_id uuid not null references accounts on delete cascade,
  signal_id bigint not null references signals on delete cascade,
  -- path below the import folder, for the reader's source list
  path text,
  primary key (account_id, signal_id)
);
create index account_signals_signal on account_signals (signal_id);
call guard_table('account_signals', 'exists (select from signals where signals.id = signal_id)');

-- What an import folder said about itself, and how far it was read: position and data move in one transaction.
create table imports (
  account_id uuid not null references accounts on delete cascade,
  -- the folder's own fingerprint: sha256 over its paths and their bytes
  fingerprint text not null,
  context text not null,
  done boolean not null default false,
  started_at timestamptz not null default baton_now(),
  primary key (account_id)
);
call guard_table('imports');
