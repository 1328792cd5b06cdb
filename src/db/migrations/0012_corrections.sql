-- What a person said of a finding. It outlives the brief that showed it and is known again by the words that it rested on.
-- `words` holds no text: ids, hashes and addresses, so that it binds every reader's drafts without showing anybody's mail.
create table corrections (
  id integer generated always as identity primary key,
  account_id uuid not null references accounts on delete cascade,
  brief_id text not null references briefs,
  -- as the brief names it: c3, p1
  finding text not null,
  kind text not null,
  verdict text not null check (
    verdict in ('not_a_promise', 'wrong', 'done', 'by', 'due', 'duplicate', 'not_this_deal')
  ),
  value text,
  about text,
  deal text,
  words text not null,
  other text not null,
  made_by text not null,
  made_at timestamptz not null default baton_now(),
  undone_by text,
  undone_at timestamptz
);
create index corrections_account on corrections (account_id, id);
call guard_table('corrections', rights => 'select, insert, update (undone_by, undone_at)');
-- Whatever the program does, a correction is made and taken back by the person who says so and never by a job.
create policy by_a_person on corrections as restrictive for insert
  with check (made_by = baton_person() and baton_person() <> 'system' and undone_by is null);
create policy undone_by_a_person on corrections as restrictive for update
  using (true) with check (undone_by = baton_person() and baton_person() <> 'system');

-- The words themselves, for whoever may see what they stand in; they go when it goes.
create table correction_quotes (
  correction_id integer not null references corrections on delete cascade,
  signal_id bigint not null references signals on delete cascade,
  place integer not null,
  quote text not null,
  primary key (correction_id, place)
);
create index correction_quotes_signal on correction_quotes (signal_id);
call guard_table(
  'correction_quotes', 'exists (select from signals where signals.id = signal_id)', rights => 'select, insert'
);
