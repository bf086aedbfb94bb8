package io.talel.samples.gateway;

/** Takes more than six parameters. */
public final class LongConstructor {

    private final int sum;

    LongConstructor(int one, int two, int three, int four, int five, int six, int seven) {
        this.sum = one + two + three + four + five + six + seven;
    }

    int sum() {
        return sum;
    }
}
