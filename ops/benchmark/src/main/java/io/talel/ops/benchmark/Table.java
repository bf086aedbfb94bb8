package io.talel.ops.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows as a Markdown table whose columns line up, for a terminal and for a page alike. */
final class Table {

    private static final List<String> HEADER =
            List.of("what", "figure", "raw limit", "ratio", "aim", "CPU-ms/op", "ours", "others", "stolen");

    private final List<List<String>> lines = new ArrayList<>();

    Table(List<Row> rows) {
        lines.add(HEADER);
        rows.stream().map(Table::cells).forEach(lines::add);
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, HEADER.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        List<String> rendered = new ArrayList<>();
        lines.forEach(line -> rendered.add(line(line, widths)));
        rendered.add(1, rule(widths));
        return String.join("\n", rendered) + "\n";
    }

    private static List<String> cells(Row row) {
        CpuTime cpu = row.round().cpu();
        return List.of(
                row.what(),
                row.figure(),
                row.raw(),
                row.ratio(),
                row.aim(),
                String.format(Locale.ROOT, "%.3f", row.round().serverMillis()),
                percent(cpu.ourShare()),
                percent(cpu.othersShare()),
                percent(cpu.stolenShare()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths[column] - cells.get(column).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String rule(int[] widths) {
        return IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
