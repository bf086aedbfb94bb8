package io.talel.samples.gateway;

import io.talel.query.datasource.ReadModelReader;

/** Reaches into a side, from a package that is not marked. */
public record RowReader(ReadModelReader side) {}
