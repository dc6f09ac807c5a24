-- Upgrade: accounts may have a PIN, a post of their own and a login of the system, by which seats are signed on.

alter table accounts add column pin text;                              -- Argon2id hash as libsodium writes it; null: no PIN
alter table accounts add column post_id bigint references posts (id);  -- the post it works at; null: that of the seat
alter table accounts add column login text;                            -- login of the system that signs on by itself; null: none
