package io.talel.gateway.image.store;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.talel.gateway.trace.TraceParent;
import io.talel.gateway.trace.TracingAutoConfigurationFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** A span for each call to S3, by the name of the operation. */
@Component
@Conditional(TracingAutoConfigurationFilter.class)
final class StoreSpans implements ExecutionInterceptor {

    private static final ExecutionAttribute<Span> SPAN = new ExecutionAttribute<>("io.talel.span");

    private final Tracer tracer;

    StoreSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        attributes.putAttribute(
                SPAN,
                tracer.spanBuilder()
                        .name("S3 " + operation)
                        .kind(Span.Kind.CLIENT)
                        .start());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        end(attributes, null);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        end(attributes, context.exception());
    }

    private static void end(ExecutionAttributes attributes, @Nullable Throwable failure) {
        Span span = attributes.getAttribute(SPAN);
        if (span != null) {
            if (failure != null) {
                TraceParent.fail(span, failure);
            }
            span.end();
        }
    }
}
