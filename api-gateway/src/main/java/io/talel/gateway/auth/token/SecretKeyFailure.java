package io.talel.gateway.auth.token;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports after a failed start what is wrong with the key, instead of a stack trace. */
final class SecretKeyFailure extends AbstractFailureAnalyzer<SecretKeyTooShort> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SecretKeyTooShort cause) {
        return new FailureAnalysis(cause.getMessage(), "Make one with: openssl rand -hex 64", cause);
    }
}
