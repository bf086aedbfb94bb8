package io.talel.ops.drills;

/** How much of a drill is run: all of it by {@code make drills}, about a twentieth by {@code make test}. */
final class DrillScale {

    private static final double SCALE = Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05"));

    private DrillScale() {}

    /** @param full how often the whole drill does something; at least once is done at any scale */
    static int times(int full) {
        return Math.max(1, (int) Math.round(full * SCALE));
    }

    static boolean isWhole() {
        return SCALE >= 1;
    }
}
