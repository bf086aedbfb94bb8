package io.talel.markdown;

import io.talel.markdown.text.Budget;

/** Charges for tables before they are read: rows are filled up to the columns of the first, however short they are. */
final class TableCost {

    private static final int STEPS_PER_CELL = 200;

    private TableCost() {}

    /** Counts lines up to the next blank one as rows, and as columns the bars of the line that has most. */
    static void charge(String source, Budget budget) {
        int columns = 0;
        int bars = 0;
        boolean blank = true;
        for (int i = 0; i <= source.length(); i++) {
            char c = i == source.length() ? '\n' : source.charAt(i);
            if (c == '\n' || c == '\r') {
                columns = Math.max(columns, bars);
                budget.charge(blank ? 0 : (long) STEPS_PER_CELL * columns);
                columns = blank ? 0 : columns;
                bars = 0;
                blank = true;
            } else {
                bars += c == '|' ? 1 : 0;
                blank &= c == ' ' || c == '\t';
            }
        }
    }
}
