-- Until the sessions of a removed person have ended, something of theirs may still be recorded.
ALTER TABLE auth.erasure ADD COLUMN sessions_ended_at timestamptz;
