-- Made once a generation is filled: an index that grows row by row costs several times as much.
CREATE INDEX user_account_username ON ${schema}.user_account (username);

ANALYZE ${schema}.user_account;
