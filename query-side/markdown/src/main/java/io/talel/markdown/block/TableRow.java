package io.talel.markdown.block;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import java.util.ArrayList;
import java.util.List;

/** Splits the line of a table at its pipes, except for escaped pipes and pipes inside code. */
final class TableRow {

    private record Ticks(int start, int length, boolean escaped) {

        int end() {
            return start + length + (escaped ? 1 : 0);
        }
    }

    private final String row;
    private final List<Ticks> ticks = new ArrayList<>();
    private final List<Integer> pipes = new ArrayList<>();

    private final Budget budget;

    private TableRow(String row, Budget budget) {
        this.row = row;
        this.budget = budget;
    }

    static List<String> cells(String row, Budget budget) {
        TableRow parts = new TableRow(row, budget);
        parts.scan();
        return parts.split();
    }

    /** Tells whether the row ends with a pipe that is not escaped. */
    static boolean hasEndBorder(String row) {
        return row.endsWith("|") && (row.length() - endBorder(row)) % 2 == 1;
    }

    /** Takes the pipe off the end, and the escaped backslashes before it. */
    static String withoutEndBorder(String row) {
        return hasEndBorder(row) ? row.substring(0, endBorder(row)) : row;
    }

    /** Returns the start of the backslashes and the pipe at the end. */
    private static int endBorder(String row) {
        return Chars.stripTrailing(row.substring(0, row.length() - 1), '\\').length();
    }

    private void scan() {
        for (int at = 0; at < row.length(); ) {
            char c = row.charAt(at);
            boolean escaped = c == '\\';
            int mark = escaped ? at + 1 : at;
            if (Chars.charAt(row, mark, '`')) {
                int end = Chars.skip(row, mark, '`');
                ticks.add(new Ticks(at, end - mark, escaped));
                at = end;
            } else if (escaped && (Chars.charAt(row, mark, '\\') || Chars.charAt(row, mark, '|'))) {
                at = mark + 1;
            } else {
                if (c == '|') {
                    pipes.add(at);
                }
                at++;
            }
        }
    }

    private List<String> split() {
        List<String> cells = new ArrayList<>(pipes.size() + 1);
        int start = 0;
        int group = 0;
        int codeEnd = 0;
        for (int pipe : pipes) {
            while (group < ticks.size() && ticks.get(group).start() < pipe && codeEnd <= pipe) {
                int close = closing(group);
                if (close >= 0) {
                    codeEnd = ticks.get(close).end();
                    group = close;
                }
                group++;
            }
            if (pipe >= codeEnd) {
                cells.add(row.substring(start, pipe));
                start = pipe + 1;
            }
        }
        cells.add(row.substring(start));
        return cells;
    }

    /** Returns the next group of as many ticks; an escaped tick does not count at the opening group. */
    private int closing(int opening) {
        budget.charge(ticks.size() - opening);
        int length = ticks.get(opening).length() - (ticks.get(opening).escaped() ? 1 : 0);
        for (int i = opening + 1; length > 0 && i < ticks.size(); i++) {
            if (ticks.get(i).length() == length) {
                return i;
            }
        }
        return -1;
    }
}
