create table invoice (
  id             bigint generated always as identity primary key,
  appointment_id bigint not null references appointment (id),
  amount_cents   integer not null check (amount_cents >= 0),
  issued_at      timestamptz not null default now(),
  paid_at        timestamptz
);
