package io.talel.gateway.mail.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.mail.queue.MailKind;
import io.talel.gateway.mail.queue.QueuedMail;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts attempts to send mails by outcome. All series exist from the beginning. */
final class MailDeliveryCounts {

    private final Map<Series, Counter> counters;

    MailDeliveryCounts(MeterRegistry meters) {
        counters = Arrays.stream(MailKind.values())
                .flatMap(kind -> Arrays.stream(Outcome.values()).map(outcome -> new Series(kind, outcome)))
                .collect(Collectors.toUnmodifiableMap(series -> series, series -> series.register(meters)));
    }

    void count(QueuedMail mail, Outcome outcome) {
        Objects.requireNonNull(counters.get(new Series(mail.kind(), outcome))).increment();
    }

    /** Names are labels of the metric. */
    enum Outcome {
        SENT,
        PERHAPS_SENT,
        FAILED,
        GIVEN_UP
    }

    private record Series(MailKind kind, Outcome outcome) {

        Counter register(MeterRegistry meters) {
            return meters.counter("talelio.mails", "kind", label(kind), "outcome", label(outcome));
        }

        private static String label(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
