-- What was delivered and taken back again. Another delivery of the same revision may follow it.
alter table deliveries drop constraint deliveries_state_check;
alter table deliveries add constraint deliveries_state_check
  check (state in ('queued', 'held', 'sending', 'unsure', 'sent', 'refused', 'dropped', 'recalled'));
drop index deliveries_once;
create unique index deliveries_once on deliveries (brief_id, revision) where state not in ('dropped', 'refused', 'recalled');
