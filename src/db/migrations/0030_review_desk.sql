-- How long a decision may wait, and what replaced it.
alter table reviews
  -- pending: decide before; approved: a delivery starts before. Compared with the database's clock in the decision itself.
  add column expires_at timestamptz,
  -- a later brief of the same handoff: this one leaves the queue, unless somebody holds it
  add column newer text references briefs,
  -- who reads it now, for others to see: a soft lock
  add column taken_by text,
  add column taken_until timestamptz,
  -- whose turn it is, where somebody said so
  add column assigned_to text,
  add column snoozed_until timestamptz;
create index reviews_newer on reviews (newer);

-- What lapsed or was returned goes before people again as a decision of its own.
alter table decisions drop constraint decisions_decision_check;
alter table decisions add constraint decisions_decision_check
  check (decision in ('approve', 'edit', 'return', 'reject', 'withdraw', 'undo', 'resubmit'));

-- What people say beside a revision; it never leaves the company and is part of no hash.
create table review_comments (
  id integer generated always as identity primary key,
  brief_id text not null references reviews,
  revision integer not null,
  -- the place of the line it is about, as it was shown
  place text,
  text text not null,
  written_by text not null,
  written_at timestamptz not null default baton_now()
);
create index review_comments_brief on review_comments (brief_id, id);
call guard_table(
  'review_comments',
  $$baton_person() = 'system' or exists (select from briefs where briefs.id = review_comments.brief_id)$$,
  'select, insert'
);
create policy by_its_writer on review_comments as restrictive for insert with check (written_by = baton_person());

-- Which lines of a revision somebody opened, and that they had it before them at all (place ''). Sent by the page and by
-- commands as a POST: a GET never says that somebody has seen something.
create table review_seen (
  brief_id text not null references reviews,
  revision integer not null,
  person text not null,
  place text not null,
  seen_at timestamptz not null default baton_now(),
  primary key (brief_id, revision, person, place)
);
call guard_table(
  'review_seen',
  $$baton_person() = 'system' or exists (select from briefs where briefs.id = review_seen.brief_id)$$,
  'select, insert'
);
create policy by_who_saw on review_seen as restrictive for insert with check (person = baton_person());

-- Signed ends of the log. Kept here for convenience; what they are worth comes from copies kept elsewhere.
create table checkpoints (
  seq bigint primary key,
  hash text not null,
  key_id text not null,
  signature text not null,
  signed_at timestamptz not null default baton_now()
);
call guard_table('checkpoints', rights => 'select, insert');
