package io.talel.command.article.comparison;

/** What one comparison may cost, all of its texts together. What goes beyond it counts as changed as a whole. */
final class DiffBudget {

    /** Most characters of lines that are compared by words. */
    static final int MAX_CHARACTERS = 64 * 1024;

    /** Most parts of lines that were compared by words. */
    static final int MAX_PARTS = 10_000;

    /** How often each line is looked at in search of lines that hold the texts together, on average at most. */
    private static final long LOOKS_A_LINE = 8;

    /** Most pairs of lines that are compared with each other between two lines that hold the texts together. */
    private static final long MAX_PAIRS = 250_000;

    /** Most of them together. */
    private static final long MAX_PAIRS_TOGETHER = 4_000_000;

    private final long maxLooks;
    private long looks;
    private long pairs;
    private long characters;
    private int parts;

    private DiffBudget(long maxLooks) {
        this.maxLooks = maxLooks;
    }

    /** @param lines of all texts; as many words as may be compared count too */
    static DiffBudget of(long lines) {
        return new DiffBudget(LOOKS_A_LINE * (lines + MAX_CHARACTERS));
    }

    boolean takeLooks(long more) {
        if (looks + more > maxLooks) {
            return false;
        }
        looks += more;
        return true;
    }

    boolean takePairs(long more) {
        if (more > MAX_PAIRS || pairs + more > MAX_PAIRS_TOGETHER) {
            return false;
        }
        pairs += more;
        return true;
    }

    boolean takeCharacters(long more) {
        if (characters + more > MAX_CHARACTERS) {
            return false;
        }
        characters += more;
        return true;
    }

    boolean takeParts(int more) {
        if (parts + more > MAX_PARTS) {
            return false;
        }
        parts += more;
        return true;
    }

    /** How many lines and words were looked at. */
    long looks() {
        return looks;
    }
}
