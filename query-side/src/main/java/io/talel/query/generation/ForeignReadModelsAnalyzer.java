package io.talel.query.generation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why a node does not start on the read models of another log, without a stack trace. */
final class ForeignReadModelsAnalyzer extends AbstractFailureAnalyzer<ForeignReadModels> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, ForeignReadModels cause) {
        return new FailureAnalysis(cause.getMessage() + ".", ForeignReadModels.REMEDY + ".", cause);
    }
}
