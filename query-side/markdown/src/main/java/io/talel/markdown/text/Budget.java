package io.talel.markdown.text;

/**
 * The work one document may cost, counted in steps rather than in time, so that a replay on any machine gives the same result.
 * A step is about one character read or copied.
 */
public final class Budget {

    /** Steps granted to every document, whatever its length: about half a second of work. */
    static final long STEPS = 100_000_000;

    /** What it takes to read a block, or to make an element, beside the characters in it. */
    public static final int STEPS_PER_BLOCK = 50;

    /** What it takes to give a heading its id and its place in the table of contents. */
    public static final int STEPS_PER_HEADING = 1000;

    /** Deepest nesting of lists, quotes, elements and links; real articles stay below ten. */
    static final int DEPTH = 100;

    private long steps = STEPS;
    private int depth;

    /**
     * @param cost nothing is given back for a negative one
     * @throws Exceeded if the document has cost more than it may
     */
    public void charge(long cost) {
        steps -= Math.max(0, cost);
        if (steps < 0) {
            throw new Exceeded();
        }
    }

    /** Charges a copy of that many characters, which is far cheaper than a look at each. */
    public void chargeCopy(long length) {
        charge(1 + length / 8);
    }

    /** Like {@link String#indexOf(String, int)}, charging the characters that were passed. */
    public int indexOf(String text, String what, int from) {
        int at = text.indexOf(what, from);
        chargeCopy((at < 0 ? text.length() : at) - from);
        return at;
    }

    /** @throws Exceeded if the nesting is deeper than it may be */
    public void enter() {
        checkDepth(++depth);
    }

    public void leave() {
        depth--;
    }

    public void checkDepth(int nesting) {
        if (nesting > DEPTH) {
            throw new Exceeded();
        }
    }

    /** The document is too costly to render; the caller shows its source instead. */
    public static final class Exceeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exceeded() {
            super("too costly to render", null, false, false);
        }
    }
}
