package io.talel.gateway.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.talel.kernel.MessageMetaData;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trace and the span that a message belongs to, in its metadata as the W3C's Trace Context writes them. */
public final class TraceParent {

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])");

    private TraceParent() {}

    /** Metadata for the span that is current in this thread, sampled or not: lines of the log have the trace either way. */
    public static Map<String, String> current(Tracer tracer) {
        TraceContext context = tracer.currentTraceContext().context();
        return context == null ? Map.of() : Map.of(MessageMetaData.TRACE_PARENT, written(context));
    }

    private static String written(TraceContext context) {
        String sampled = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return "00-" + context.traceId() + "-" + context.spanId() + "-" + sampled;
    }

    /** @param metaData of a message; one without a trace, or from an older node, has no parent */
    public static Optional<TraceContext> of(Map<String, ?> metaData, Tracer tracer) {
        Matcher parent = FORM.matcher(String.valueOf(metaData.get(MessageMetaData.TRACE_PARENT)));
        return parent.matches()
                ? Optional.of(tracer.traceContextBuilder()
                        .traceId(parent.group(1))
                        .spanId(parent.group(2))
                        .sampled(parent.group(3).equals("1"))
                        .build())
                : Optional.empty();
    }

    /** Marks a span as failed, with the class of the failure. */
    public static void fail(Span span, Throwable failure) {
        span.tag("error.type", failure.getClass().getName()).error(failure);
    }
}
