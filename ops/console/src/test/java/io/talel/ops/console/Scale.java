package io.talel.ops.console;

/** Share of a large test that runs: all of it in {@code make drills}, about a twentieth otherwise. */
public final class Scale {

    private static final double SCALE = Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05"));

    private Scale() {}

    /** @param full repetitions of the full test; at least one runs at any scale */
    public static int times(int full) {
        return Math.max(1, (int) Math.round(full * SCALE));
    }
}
