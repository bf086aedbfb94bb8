package io.talel.gateway.auth.client;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports after a failed start what to set, instead of a stack trace. */
final class ProxiesNotSetFailure extends AbstractFailureAnalyzer<ProxiesNotSet> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ProxiesNotSet cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set it to their addresses and ranges, separated by commas (10.0.0.0/8, 2001:db8::7), or to 'none' if clients"
                        + " connect to this node themselves.",
                cause);
    }
}
