package io.talel.ops.console.cli;

import io.talel.ops.backup.outcome.Words;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/** A table with headings; columns are as wide as their content, numbers are right-aligned. */
public final class Table {

    private static final String GAP = "  ";
    private static final String BOLD = "\033[1m";
    private static final String RED = "\033[31m";
    private static final String PLAIN = "\033[0m";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> styles = new ArrayList<>();
    private final int columns;

    public Table(String... headings) {
        columns = headings.length;
        rows.add(List.of(headings));
        styles.add(BOLD);
    }

    public Table row(Object... cells) {
        return add("", cells);
    }

    /** A row shown in red on a terminal. */
    public Table alarmingRow(Object... cells) {
        return add(RED, cells);
    }

    private Table add(String style, Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns");
        }
        rows.add(IntStream.range(0, columns)
                .mapToObj(i -> Words.plain(String.valueOf(cells[i])))
                .toList());
        styles.add(style);
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    public void print(PrintWriter out, Ansi ansi) {
        for (int row = 0; row < rows.size(); row++) {
            String line = line(rows.get(row)).stripTrailing();
            String style = styles.get(row);
            out.println(ansi.enabled() && !style.isEmpty() ? style + line + PLAIN : line);
        }
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            String space = " ".repeat(width(i) - cells.get(i).length());
            line.append(i == 0 ? "" : GAP).append(isNumeric(i) ? space + cells.get(i) : cells.get(i) + space);
        }
        return line.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return !isEmpty()
                && rows.stream().skip(1).map(row -> row.get(column)).allMatch(cell -> cell.matches("[0-9.,]+|-|"));
    }
}
