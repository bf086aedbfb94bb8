package io.talel.ops.console;

/** How much of a test with large figures is run: all of it by {@code make drills}, about a twentieth otherwise. */
public final class Scale {

    private static final double SCALE = Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05"));

    private Scale() {}

    /** @param full how often the whole test does something; at least once is done at any scale */
    public static int times(int full) {
        return Math.max(1, (int) Math.round(full * SCALE));
    }
}
