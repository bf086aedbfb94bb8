package io.talel.ops.benchmark;

import java.time.Duration;

/** @param round how long each measured round takes; there are three of everything */
record Options(Duration round) {

    static final int ROUNDS = 3;

    /** A way through the whole server takes the compiler a minute or more of one core. */
    static final int MOST_WARM_UPS = 16;

    private static final Options DEFAULTS = new Options(Duration.ofSeconds(5));

    static Options of(String... arguments) {
        if (arguments.length == 0) {
            return DEFAULTS;
        }
        if (arguments.length != 2 || !arguments[0].equals("--seconds") || !arguments[1].matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("usage: benchmark [--seconds SECONDS_OF_A_ROUND]");
        }
        return new Options(Duration.ofSeconds(Long.parseLong(arguments[1])));
    }
}
