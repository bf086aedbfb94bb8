package io.talel.ops.benchmark;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param figure what the product reached, with its unit
 * @param raw the limit measured in the same run, with its unit; empty where there is none
 * @param ratio of the two; empty where there is no limit
 * @param round what the product did
 */
record Row(String what, String figure, String raw, String ratio, String aim, Round round) {

    static Row ofRate(String what, Round product, Round raw, double aim) {
        return new Row(
                what,
                rate(product),
                rate(raw),
                decimal(product.perSecond() / raw.perSecond()),
                "≥ " + decimal(aim),
                product);
    }

    private static String rate(Round round) {
        return String.format(Locale.ROOT, "%,.0f/s", round.perSecond());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
