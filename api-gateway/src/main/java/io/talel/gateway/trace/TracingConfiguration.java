package io.talel.gateway.trace;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Which traces are taken, and what of them is sent. */
@Configuration(proxyBeanMethods = false)
@Conditional(TracingAutoConfigurationFilter.class)
class TracingConfiguration {

    @Bean
    Sampler requestSampler(@Value("${management.tracing.sampling.probability}") double probability) {
        return Sampler.parentBased(new RequestSampler(Sampler.traceIdRatioBased(probability)));
    }

    /** The variable may end with a slash. Collectors redirect {@code //v1/traces}, and the exporter follows no redirect. */
    @Bean
    OtlpTracingConnectionDetails collector(
            @Value("${" + TracingAutoConfigurationFilter.VARIABLE + "}") String endpoint) {
        return _ -> endpoint.strip().replaceFirst("/+$", "") + "/v1/traces";
    }

    @Bean
    SpanExporters safeSpanExporters(ObjectProvider<SpanExporter> exporters) {
        return SpanExporters.of(
                exporters.orderedStream().map(SafeSpanExporter::new).toList());
    }
}
