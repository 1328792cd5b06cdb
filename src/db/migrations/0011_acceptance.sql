-- The receiver's answer to one delivered brief.
create table acceptances (
  brief_id text primary key references briefs,
  revision integer not null,
  content_hash text not null,
  state text not null check (state in ('waiting', 'queried', 'accepted', 'declined', 'nurture', 'withdrawn')),
  handoff_type text not null,
  sender text,
  receiver text not null,
  -- the answer's own words: why it was declined, and when the first contact will be
  reason text,
  note text,
  complete boolean,
  -- days as YYYY-MM-DD, in the zone of the workspace
  first_contact text check (first_contact ~ '^\d{4}-\d{2}-\d{2}$'),
  answered_by text,
  delivered_at timestamptz not null default baton_now(),
  changed_at timestamptz not null default baton_now(),
  foreign key (brief_id, revision) references brief_revisions
);
create index acceptances_receiver on acceptances (receiver, state);
call guard_table('acceptances', rights => 'select, insert, update');

create table acceptance_questions (
  id integer generated always as identity primary key,
  brief_id text not null references acceptances,
  revision integer not null,
  question text not null,
  asked_by text not null,
  asked_at timestamptz not null default baton_now(),
  answer text,
  answered_by text,
  answered_at timestamptz
);
create index acceptance_questions_brief on acceptance_questions (brief_id, id);
call guard_table('acceptance_questions', rights => 'select, insert, update');

-- Each promise is answered by itself; the last answer stands.
create table commitment_answers (
  brief_id text not null references acceptances,
  revision integer not null,
  commitment text not null,
  answer text not null check (answer in ('accepted', 'contested', 'renegotiate', 'assigned')),
  person text,
  due text check (due ~ '^\d{4}-\d{2}-\d{2}$'),
  note text,
  answered_by text not null,
  answered_at timestamptz not null default baton_now(),
  primary key (brief_id, revision, commitment)
);
call guard_table('commitment_answers', rights => 'select, insert, update');
