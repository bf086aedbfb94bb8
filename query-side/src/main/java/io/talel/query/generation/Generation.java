package io.talel.query.generation;

/**
 * One set of the tables of a projection.
 *
 * @param number from 1
 * @param codeVersion version of the projection's code that fills it
 */
public record Generation(String projection, int number, int codeVersion) {

    /** The schema of its tables, for example {@code article_g1}. */
    public String schema() {
        return projection + "_g" + number;
    }
}
