create table handoffs (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts,
  -- item id of the CRM record; empty: the account as a whole
  deal text not null default '',
  type text not null,
  from_person text,
  to_person text,
  created_at timestamptz not null default baton_now(),
  unique (account_id, deal, type)
);
call guard_table('handoffs');

create table briefs (
  id text primary key,
  handoff_id uuid not null references handoffs,
  as_of timestamptz not null,
  created_at timestamptz not null default baton_now()
);
create index briefs_handoff on briefs (handoff_id, created_at);
call guard_table('briefs');

-- A revision is never changed: `body` is the canonical JSON that `content_hash` was made from (with id, revision and hash in it).
create table brief_revisions (
  brief_id text not null references briefs,
  revision integer not null check (revision > 0),
  content_hash text not null,
  body text not null,
  created_by text not null,
  created_at timestamptz not null default baton_now(),
  primary key (brief_id, revision)
);
call guard_table('brief_revisions', rights => 'select, insert');
