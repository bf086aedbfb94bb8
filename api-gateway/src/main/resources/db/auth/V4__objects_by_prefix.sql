-- The bucket itself is asked which objects of a person are left.
DROP TABLE auth.erased_object;
