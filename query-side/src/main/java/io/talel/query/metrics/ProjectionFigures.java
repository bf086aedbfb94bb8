package io.talel.query.metrics;

/**
 * Figures of a projection.
 *
 * @param head the last place of the log
 * @param idleSeconds time since a segment last made progress; a projection without new events is idle, too
 * @param deadLettersOfAStream dead letters of the stream that has most
 * @param rebuildProgress part of the log that the last rebuild has read, from 0 to 1
 * @param rebuildRate events per second of a running rebuild, 0 without one
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

    /** A projection without a live generation. */
    static final ProjectionFigures NONE = new ProjectionFigures(0, new Lag(0, 0, 0), 0, 0, 0, 0, false, false, 0, 0);
}
