-- One thing under review: a brief, later a letter or a proposed change of a record. `revision` is the one that a
-- decision is about now; earlier ones stay in brief_revisions with their dispatches.
create table reviews (
  brief_id text primary key references briefs,
  revision integer not null check (revision > 0),
  state text not null check (state in ('pending', 'redraft', 'approved', 'rejected', 'lapsed', 'withdrawn')),
  -- how many different people have to approve; 0: a brief to the one who asked for it
  approvals_needed integer not null check (approvals_needed between 0 and 9),
  requested_by text not null,
  opened_at timestamptz not null default baton_now(),
  changed_at timestamptz not null default baton_now(),
  foreign key (brief_id, revision) references brief_revisions
);
create index reviews_state on reviews (state, opened_at);
call guard_table('reviews', rights => 'select, insert, update');

-- What an approval is of. `body` is the canonical JSON whose sha256 is `dispatch_hash`; `rendered` are the bytes whose
-- sha256 stands in it. Never changed: what was shown, what was hashed and what is sent are these bytes.
create table dispatches (
  brief_id text not null,
  revision integer not null,
  dispatch_hash text not null check (dispatch_hash ~ '^sha256:[0-9a-f]{64}$'),
  body text not null,
  media_type text not null,
  rendered bytea not null,
  created_at timestamptz not null default baton_now(),
  primary key (brief_id, revision),
  unique (brief_id, revision, dispatch_hash),
  foreign key (brief_id, revision) references brief_revisions
);
call guard_table('dispatches', rights => 'select, insert');

-- One row for each decision that took effect. `request_key` is the caller's own name for one press of a button:
-- the same press again, even after an undo, is answered with what it decided and decides nothing.
create table decisions (
  id integer generated always as identity primary key,
  brief_id text not null references reviews,
  revision integer not null,
  dispatch_hash text not null,
  decision text not null check (decision in ('approve', 'edit', 'return', 'reject', 'withdraw', 'undo')),
  actor text not null,
  reason text,
  request_key text,
  decided_at timestamptz not null default baton_now(),
  unique (brief_id, request_key)
);
create index decisions_brief on decisions (brief_id, id);
call guard_table('decisions', rights => 'select, insert');
-- Whatever the program does, a decision is written by the person who makes it and never by a job.
create policy by_a_person on decisions as restrictive for insert
  with check (actor = baton_person() and baton_person() <> 'system');

-- The carrying of one approved dispatch. `id` is the key at the target: the same for every attempt.
create table deliveries (
  id text primary key check (id ~ '^d_[0-9a-f]{32}$'),
  brief_id text not null,
  revision integer not null,
  dispatch_hash text not null,
  channel text not null,
  target text not null,
  state text not null check (state in ('queued', 'held', 'sending', 'unsure', 'sent', 'refused', 'dropped')),
  not_before timestamptz not null,
  attempts integer not null default 0,
  -- which running program made the last attempt: its answer counts only while this names it
  worker text,
  -- the provider's own name for it: a draft before, a message after
  ref text,
  -- JSON: addresses that the provider refused while it took the others, with its words
  refused text not null default '[]',
  reason text,
  queued_at timestamptz not null default baton_now(),
  started_at timestamptz,
  settled_at timestamptz,
  foreign key (brief_id, revision, dispatch_hash) references dispatches (brief_id, revision, dispatch_hash)
);
-- At most one carrying of a revision is alive or done.
create unique index deliveries_once on deliveries (brief_id, revision) where state not in ('dropped', 'refused');
create index deliveries_state on deliveries (state, not_before);
call guard_table('deliveries', rights => 'select, insert, update');
