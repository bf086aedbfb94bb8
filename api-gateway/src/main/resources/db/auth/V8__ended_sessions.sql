-- What has ended, in a store that neither evicts nor is flushed: Redis may lose the session, the index or the news of its end.
CREATE TABLE auth.ended_session (
  session  text        PRIMARY KEY,
  ended_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE auth.ended_person (
  user_id  bigint      NOT NULL,
  spared   text        NOT NULL DEFAULT '',
  ended_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (user_id, spared)
);

COMMENT ON TABLE auth.ended_session IS 'Rows are deleted once no refresh token of the session could be good any more.';
COMMENT ON TABLE auth.ended_person IS 'All sessions of a person that began until ended_at, by the clock of this database, but one.';
COMMENT ON COLUMN auth.ended_person.spared IS 'The session that goes on; empty: none does.';

CREATE INDEX ended_session_ended_at ON auth.ended_session (ended_at);
CREATE INDEX ended_person_ended_at ON auth.ended_person (ended_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.ended_session, auth.ended_person TO "${application}";
