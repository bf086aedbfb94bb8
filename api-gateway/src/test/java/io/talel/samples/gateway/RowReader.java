package io.talel.samples.gateway;

import io.talel.query.datasource.ReadModel;

/** Reaches into a side, from a package that is not marked. */
public record RowReader(ReadModel side) {}
