package io.talel.ops.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows as a Markdown table whose columns line up, for a terminal and for a page alike. */
final class ResultTable {

    private static final List<String> HEADER = List.of(
            "what",
            "figure",
            "compared with",
            "ratio",
            "p50 ms",
            "p99 ms",
            "CPU-ms/op",
            "statements",
            "round trips",
            "aims",
            "others");

    private final List<List<String>> lines = new ArrayList<>(List.of(HEADER));

    void add(Row row) {
        lines.add(row.cells());
        // Prints each row when it is known, since a run takes minutes.
        System.out.println(String.join(" | ", row.cells()));
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
        rendered.add(1, line(IntStream.of(widths).mapToObj("-"::repeat).toList(), widths));
        return String.join("\n", rendered) + "\n";
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths[column] - cells.get(column).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
