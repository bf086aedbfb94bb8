-- For deleting mails that were sent or given up long ago.
CREATE INDEX mail_over ON auth.mail (created_at) WHERE due_at IS NULL;

COMMENT ON TABLE auth.mail IS
  'Mails to people; rows stay for 30 days after the mail was sent or given up, so that nothing is mailed twice for the same cause.';
