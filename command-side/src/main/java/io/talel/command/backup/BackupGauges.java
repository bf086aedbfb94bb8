package io.talel.command.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** When a backup was last made, and how; the same on every node. */
final class BackupGauges implements MeterBinder {

    private final BackupRuns runs;

    BackupGauges(BackupRuns runs) {
        this.runs = runs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "last.success.timestamp",
                "seconds",
                "When the last backup was completed, in seconds since 1970",
                BackupFigures::lastSuccess);
        gauge(registry, "last.size", "bytes", "Of the objects that it wrote", BackupFigures::lastSize);
        gauge(registry, "last.duration", "seconds", "How long it took", BackupFigures::lastDuration);
        gauge(
                registry,
                "last.verification.timestamp",
                "seconds",
                "Completion of the newest backup that a verification found whole, in seconds since 1970",
                BackupFigures::lastVerification);
        gauge(
                registry,
                "last.drill.timestamp",
                "seconds",
                "Completion of the newest backup that a drill restored without a difference, in seconds since 1970",
                BackupFigures::lastDrill);
        gauge(registry, "failures", "", "Backups that failed or were cut off since then", known -> known.failures()
                .backups());
        gauge(
                registry,
                "verification.failures",
                "",
                "Verifications that failed or were cut off, without a later success, and damaged backups still there",
                known -> known.failures().verifications());
        gauge(
                registry,
                "drill.failures",
                "",
                "Drills that failed or were cut off, without a later success",
                known -> known.failures().drills());
        gauge(
                registry,
                "expiry.failures",
                "",
                "Expiries that failed or were cut off, without a later success",
                known -> known.failures().expiries());
        gauge(
                registry,
                "problems",
                "",
                "Problems of the last backup that need action, and images that were not copied",
                BackupFigures::problems);
    }

    private void gauge(
            MeterRegistry registry, String name, String unit, String meaning, ToDoubleFunction<BackupFigures> figure) {
        Gauge.builder("talelio.backup." + name, runs, known -> figure.applyAsDouble(known.figures()))
                .baseUnit(unit.isEmpty() ? null : unit)
                .description(meaning)
                .strongReference(true)
                .register(registry);
    }
}
