package io.talel.ops.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line of the table; unknown values stay empty. */
final class Row {

    private final String what;
    private final String figure;
    private final Round round;
    private String other = "";
    private String ratio = "";
    private String statements = "";
    private String roundTrips = "";
    private final List<String> aims = new ArrayList<>();

    /** @param figure result with its unit */
    Row(String what, String figure, Round round) {
        this.what = what;
        this.figure = figure;
        this.round = round;
    }

    static Row ofRate(String what, Round round) {
        return new Row(what, rate(round), round);
    }

    Row against(Round compared) {
        other = rate(compared);
        ratio = decimal(round.perSecond() / compared.perSecond(), 2);
        return this;
    }

    Row against(Round compared, double aim) {
        double reached = round.perSecond() / compared.perSecond();
        return against(compared).aim("ratio ≥ ", aim, reached >= aim);
    }

    Row costing(Cost operation) {
        statements = decimal(operation.statements(), 1);
        roundTrips = decimal(operation.roundTrips(), 1);
        return this;
    }

    Row atMost(String name, double aim, double reached) {
        return aim(name + " ≤ ", aim, reached <= aim);
    }

    private Row aim(String text, double aim, boolean met) {
        aims.add(text + Double.toString(aim).replaceFirst("\\.0$", "") + (met ? " ✓" : " ✗"));
        return this;
    }

    List<String> cells() {
        Latencies latencies = round.latencies();
        boolean timed = latencies.count() > 0;
        return List.of(
                what,
                figure,
                other,
                ratio,
                timed ? decimal(latencies.p50(), 1) : "",
                timed ? decimal(latencies.p99(), 1) : "",
                decimal(round.serverMillis(), 3),
                statements,
                roundTrips,
                String.join(", ", aims),
                decimal(100 * round.cpu().othersShare(), 0) + " %");
    }

    private static String rate(Round round) {
        return String.format(Locale.ROOT, "%,.0f/s", round.perSecond());
    }

    private static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
