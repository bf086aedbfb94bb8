package io.talel.markdown.block;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import io.talel.markdown.tree.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A table: a row of headings, a row of hyphens with the alignment, and the rows. */
final class TableRule implements BlockRule {

    private final Budget budget;

    TableRule(Budget budget) {
        this.budget = budget;
    }

    @Override
    public boolean take(Element parent, Deque<String> blocks) {
        String block = blocks.getFirst();
        if (!startsTable(block, 0)) {
            return false;
        }
        blocks.removeFirst();
        List<String> rows = List.of(block.split("\n", -1));
        String heading = Chars.strip(rows.getFirst(), ' ');
        boolean bordered = isBordered(heading);
        List<String> alignments = new ArrayList<>();
        for (String mark : cells(Chars.strip(rows.get(1), ' '), bordered)) {
            alignments.add(alignment(Chars.strip(mark, ' ')));
        }
        Element table = Element.in(parent, "table");
        addRow(Element.in(table, "thead"), "th", cells(heading, bordered), alignments);
        Element body = Element.in(table, "tbody");
        if (rows.size() == 2) {
            addRow(body, "td", List.of(), Collections.nCopies(alignments.size(), ""));
        }
        for (String row : rows.subList(2, rows.size())) {
            addRow(body, "td", cells(Chars.strip(row, ' '), bordered), alignments);
        }
        return true;
    }

    /** Tells whether the two lines from this position on are the headings and the alignment of a table. */
    boolean startsTable(String block, int start) {
        int headingEnd = Chars.lineEnd(block, start);
        if (headingEnd == block.length() || !mayBeAlignment(block, headingEnd + 1)) {
            return false;
        }
        String heading = Chars.strip(block.substring(start, headingEnd), ' ');
        int secondEnd = Chars.lineEnd(block, headingEnd + 1);
        boolean bordered = isBordered(heading);
        int columns = cells(heading, bordered).size();
        if (columns == 1 && !(bordered && everyRowHasBorder(block, headingEnd + 1))) {
            return false;
        }
        return cells(Chars.strip(block.substring(headingEnd + 1, secondEnd), ' '), bordered)
                        .size()
                == columns;
    }

    private static boolean mayBeAlignment(String block, int start) {
        for (int i = start; i < block.length() && block.charAt(i) != '\n'; i++) {
            if ("|:- ".indexOf(block.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean everyRowHasBorder(String block, int from) {
        for (int start = from; start <= block.length(); start = Chars.lineEnd(block, start) + 1) {
            int end = Chars.lineEnd(block, start);
            budget.charge(1 + end - start);
            if (!isBordered(Chars.strip(block.substring(start, end), ' '))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBordered(String row) {
        return row.startsWith("|") || TableRow.hasEndBorder(row);
    }

    private List<String> cells(String row, boolean bordered) {
        budget.charge(row.length());
        if (!bordered) {
            return TableRow.cells(row, budget);
        }
        return TableRow.cells(TableRow.withoutEndBorder(row.startsWith("|") ? row.substring(1) : row), budget);
    }

    private static String alignment(String mark) {
        boolean left = mark.startsWith(":");
        boolean right = mark.endsWith(":");
        return left && right ? "center" : left ? "left" : right ? "right" : "";
    }

    private void addRow(Element parent, String tag, List<String> cells, List<String> alignments) {
        budget.charge((long) Budget.STEPS_PER_BLOCK * (1 + alignments.size()));
        Element row = Element.in(parent, "tr");
        for (int i = 0; i < alignments.size(); i++) {
            Element cell = Element.in(row, tag).text(i < cells.size() ? Chars.strip(cells.get(i), ' ') : "");
            if (!alignments.get(i).isEmpty()) {
                cell.with("style", "text-align: " + alignments.get(i) + ";");
            }
        }
    }
}
