-- The append-only log. `body` is the canonical JSON that was hashed, kept as text: jsonb would reorder it.
create table events (
  seq bigint primary key,
  at timestamptz not null,
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  subject text not null,
  actor text not null,
  body text not null,
  prev text not null,
  hash text not null unique
);
create index events_subject on events (subject, seq);
create index events_kind on events (kind, seq);
call guard_table('events', rights => 'select, insert');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the event log is append-only' using errcode = 'restrict_violation';
end
$$;
create trigger events_are_kept before update or delete on events for each row execute function refuse_change();
create trigger events_are_not_truncated before truncate on events for each statement execute function refuse_change();

-- The end of the chain. Its row is locked until the writer commits, so that `seq` has no holes and no forks;
-- a sequence would leave holes after every rollback.
create table event_head (
  single boolean primary key default true check (single),
  seq bigint not null,
  hash text not null
);
insert into event_head (seq, hash) values (0, 'sha256:' || repeat('0', 64));
call guard_table('event_head', rights => 'select, update');
