-- Keys of the personal fields of events, kept apart from the log and from its backups: without its row a person's
-- fields can be read by nobody, in old dumps neither.
CREATE TABLE personal.person_key (
    person     text COLLATE "C" CONSTRAINT person_key_of_person PRIMARY KEY,
    key        bytea NOT NULL CHECK (octet_length(key) = 32),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- The key under which claims look an e-mail address up. Made here, once, from 366 random bits.
CREATE TABLE personal.lookup_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    key      bytea NOT NULL CHECK (octet_length(key) = 32)
);

INSERT INTO personal.lookup_key (key)
VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
