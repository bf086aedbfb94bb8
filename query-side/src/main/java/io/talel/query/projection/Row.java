package io.talel.query.projection;

/**
 * A row to write.
 *
 * @param content of which a statement takes the columns
 */
record Row<R>(long id, RowVersion reached, R content) {

    long version() {
        return reached.position().version();
    }
}
