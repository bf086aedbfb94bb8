-- When the table of keys was last written anew. Nothing of it belongs into a backup.
CREATE TABLE personal.shredding (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    began_at timestamptz NOT NULL
);

INSERT INTO personal.shredding (began_at) VALUES ('-infinity');

-- A row that was deleted leaves its bytes in the page until others take their place; vacuum only gives the place free. This
-- writes the table anew without them, unless that was done at the given time or later. What somebody may still see who began
-- before the deletion is written too. Only an owner may do this, and whoever may delete a key must be able to be rid of it,
-- so it runs as the owner. It waits for nobody: readers of keys would queue behind it.
CREATE FUNCTION personal.shred_deleted_keys(since timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '100ms'
AS $$
BEGIN
    UPDATE personal.shredding SET began_at = clock_timestamp() WHERE began_at < since;
    IF FOUND THEN
        CLUSTER personal.person_key USING person_key_of_person;
    END IF;
END
$$;

REVOKE ALL ON FUNCTION personal.shred_deleted_keys(timestamptz) FROM PUBLIC;
