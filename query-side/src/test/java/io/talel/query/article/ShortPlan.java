package io.talel.query.article;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one reads of {@code EXPLAIN (ANALYZE, BUFFERS)}: which indexes and tables each part of a statement reads, how much of
 * them, and how long that takes.
 *
 * @param blocks read by the statement, from memory or not
 * @param millis without the time of planning
 * @param reads parts of the statement, each with what it reads below it
 */
record ShortPlan(long blocks, double millis, List<String> reads) {

    private static final Pattern PART = Pattern.compile("^  CTE (\\w+)$");
    private static final Pattern REST = Pattern.compile("^  (->|InitPlan) .*");
    private static final Pattern NODE = Pattern.compile(
            "^\\s*(?:->  )?(?<what>\\w.*?)  \\(cost=.*\\) \\(actual time=[\\d.]+\\.\\.(?<millis>[\\d.]+) rows=(?<rows>[\\d.]+)"
                    + " loops=(?<loops>\\d+)\\)$");
    private static final Pattern READ = Pattern.compile("(?!CTE|Subquery|Function|WorkTable)\\w.* Scan .*");
    private static final Pattern ALIAS = Pattern.compile("(?<= on \\w{1,63}) \\w+$");
    private static final Pattern BUFFERS = Pattern.compile("^\\s*Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?.*");
    private static final Pattern LEFT_OUT = Pattern.compile("^\\s*Rows Removed by (?:Filter|Index Recheck): (\\d+)$");
    private static final Pattern TIME = Pattern.compile("^Execution Time: ([\\d.]+) ms$");

    static ShortPlan of(List<String> plan) {
        List<String> reads = new ArrayList<>();
        boolean inParts = plan.stream().anyMatch(line -> PART.matcher(line).matches());
        String rest = inParts ? "the rest:" : "the statement:";
        String part = rest;
        double millis = 0;
        for (int i = 0; i < plan.size(); i++) {
            Matcher begins = PART.matcher(plan.get(i));
            Matcher node = NODE.matcher(plan.get(i));
            Matcher time = TIME.matcher(plan.get(i));
            if (begins.matches()) {
                part = begins.group(1) + ":";
            } else if (REST.matcher(plan.get(i)).matches()) {
                part = rest;
            }
            if (node.matches() && READ.matcher(node.group("what")).matches()) {
                if (!reads.contains(part)) {
                    reads.add(part);
                }
                reads.add("  " + read(node, plan.subList(i + 1, plan.size())));
            } else if (time.matches()) {
                millis = Double.parseDouble(time.group(1));
            }
        }
        return new ShortPlan(blocks(plan), millis, reads);
    }

    private static String read(Matcher node, List<String> after) {
        List<String> details =
                after.stream().takeWhile(line -> !NODE.matcher(line).matches()).toList();
        long loops = Long.parseLong(node.group("loops"));
        long leftOut = details.stream()
                .map(LEFT_OUT::matcher)
                .filter(Matcher::matches)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        return ALIAS.matcher(node.group("what")).replaceFirst("")
                + (loops == 1 ? "" : ", %,d times".formatted(loops))
                + ": %s rows"
                        .formatted(new BigDecimal(node.group("rows"))
                                .stripTrailingZeros()
                                .toPlainString())
                + (leftOut == 0 ? "" : ", %,d left out".formatted(leftOut))
                + ", %,d blocks, %s ms".formatted(blocks(details), node.group("millis"))
                + (loops == 1 ? "" : " each");
    }

    /** Those of the first line that tells them. */
    private static long blocks(List<String> lines) {
        return lines.stream()
                .map(BUFFERS::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(found -> number(found.group(1)) + number(found.group(2)))
                .orElse(0L);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
