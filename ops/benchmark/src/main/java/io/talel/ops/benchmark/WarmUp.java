package io.talel.ops.benchmark;

/**
 * Tells when a server is warm: three rounds in a row took no less processor time an operation than the cheapest before, and the
 * compilers have little left to do. Without the second condition a server counts as warm while its compilers are behind, since
 * rounds cost the same meanwhile. Processor time shows this even on a busy machine, unlike speed.
 */
final class WarmUp {

    /** Compiling the path through a whole server takes a core a minute or more. */
    static final int MOST_ROUNDS = 24;

    private static final int NO_CHEAPER = 3;
    private static final double NOTICEABLY = 0.97;

    /** Share of all cores. A write on two cores, 100 s after the start: 0.05 to 0.08. */
    private static final double COMPILERS = 0.05;

    private double cheapest = Double.MAX_VALUE;
    private int rounds;
    private int noCheaper;
    private boolean compiling = true;

    void add(Round round) {
        double cost = round.serverMillis();
        noCheaper = cost < cheapest * NOTICEABLY ? 0 : noCheaper + 1;
        cheapest = Math.min(cheapest, cost);
        compiling = round.cpu().compilersShare() > COMPILERS;
        rounds++;
    }

    boolean isOver() {
        return rounds == MOST_ROUNDS || (noCheaper >= NO_CHEAPER && !compiling);
    }
}
