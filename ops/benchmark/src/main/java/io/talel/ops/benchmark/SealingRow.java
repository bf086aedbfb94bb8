package io.talel.ops.benchmark;

import java.util.List;
import java.util.Locale;

/** Row (h): what it costs to seal personal data in events, and to open it, against plain JSON of the same event. */
final class SealingRow {

    private static final double SECONDS = 1;

    private SealingRow() {}

    static List<Row> measure(Servers servers) throws Exception {
        CpuTime before = servers.cpu();
        SealingProcess.Rates rates = servers.sealing(SECONDS);
        CpuTime cpu = servers.cpu().since(before);
        return List.of(
                row("(h) personal events written, sealed", rates.sealed(), rates.plain(), cpu),
                row("(h) personal events read, opened", rates.opened(), rates.read(), cpu));
    }

    private static Row row(String what, double sealed, double plain, CpuTime cpu) {
        return new Row(
                what,
                String.format(Locale.ROOT, "%,.0f/s", sealed),
                String.format(Locale.ROOT, "%,.0f/s", plain),
                String.format(Locale.ROOT, "%.2f", sealed / plain),
                "",
                new Round(Math.max(1, Math.round(sealed * SECONDS)), SECONDS, cpu));
    }
}
