-- Made once a generation is filled: an index that grows row by row costs several times as much.
CREATE INDEX image_of_owner ON ${schema}.image (owner_id, file) WHERE NOT removed;

ANALYZE ${schema}.image;
