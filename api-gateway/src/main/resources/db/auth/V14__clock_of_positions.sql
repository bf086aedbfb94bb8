-- Claims on positions go by the clock of the database, whatever time the nodes write: a node that died while its clock was ahead
-- kept its claims for as long.
CREATE FUNCTION auth.stamp_event_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.timestamp := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
    RETURN NEW;
END $$;

CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON auth.event_position
  FOR EACH ROW EXECUTE FUNCTION auth.stamp_event_position();
