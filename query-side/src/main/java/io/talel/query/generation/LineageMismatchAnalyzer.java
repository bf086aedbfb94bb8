package io.talel.query.generation;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why a node does not start on the read models of another log, without a stack trace. */
final class LineageMismatchAnalyzer extends AbstractFailureAnalyzer<LineageMismatch> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, LineageMismatch cause) {
        return new FailureAnalysis(cause.getMessage() + ".", LineageMismatch.REMEDY + ".", cause);
    }
}
