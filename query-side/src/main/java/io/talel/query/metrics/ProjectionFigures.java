package io.talel.query.metrics;

/**
 * What is told of a projection.
 *
 * @param head the last place of the log
 * @param idleSeconds since a segment last got further; a projection that has nothing to do is idle too
 * @param deadLettersOfAStream of the stream that has most
 * @param rebuildProgress part of the log that the last rebuild has read, from 0 to 1
 * @param rebuildRate events a second of a rebuild that runs, 0 without one
 */
record ProjectionFigures(
        long head,
        Lag lag,
        double idleSeconds,
        long deadLetters,
        long deadLetterStreams,
        long deadLettersOfAStream,
        boolean paused,
        boolean rebuilding,
        double rebuildProgress,
        double rebuildRate) {

    /** Of a projection that has no live generation. */
    static final ProjectionFigures NONE = new ProjectionFigures(0, new Lag(0, 0, 0), 0, 0, 0, 0, false, false, 0, 0);
}
