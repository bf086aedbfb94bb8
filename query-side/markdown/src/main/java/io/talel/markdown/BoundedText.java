package io.talel.markdown;

import io.talel.markdown.text.Budget;

/** A text that a budget pays for: references can make it far longer than the source. */
final class BoundedText implements Appendable {

    /** Makes a text of some 12 million characters the longest. */
    private static final int STEPS_PER_CHARACTER = 8;

    private final StringBuilder text = new StringBuilder();
    private final Budget budget;

    BoundedText(Budget budget) {
        this.budget = budget;
    }

    @Override
    public Appendable append(CharSequence more) {
        budget.charge((long) STEPS_PER_CHARACTER * more.length());
        text.append(more);
        return this;
    }

    @Override
    public Appendable append(CharSequence more, int start, int end) {
        return append(more.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) {
        budget.charge(STEPS_PER_CHARACTER);
        text.append(c);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
